using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorMap.Node.Results;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class WrittenJsonSpecs
{
    [Theory]
    [InlineData("{\"t\":\"a\\udcff\"}", "{\"t\":\"a\\udcff\"}")]
    [InlineData("{ \"\\ud800 \\\" \" : [ 1,\r\n \"\\ud83d\\ude00 b\" ,\t\"x\\udcff\\\\\" ] }", "{\"\\ud800 \\\" \":[1,\"\\ud83d\\ude00 b\",\"x\\udcff\\\\\"]}")]
    [InlineData("\"\\ud800\\ud800\"", "\"\\ud800\\ud800\"")]
    [InlineData("\"\\ud800\\n\"", "\"\\ud800\\n\"")]
    [InlineData("\"\\ud83d\"", "\"\\ud83d\"")]
    [InlineData("[ \"\\u00e9\\\\udcff\" ]", "[\"é\\\\udcff\"]")]
    [InlineData("null", "null")]
    public void A_JSON_value_with_half_a_character_is_written_as_it_stands(string json, string expected)
    {
        Assert.Equal(expected, Written(Read<JsonElement>(json)));
        Assert.Equal($"{{\"k\":{expected}}}", Written(new Dictionary<string, JsonElement> { ["k"] = Read<JsonElement>(json) }));
        Assert.Equal($"[{expected}]", Written<object>(new object[] { Read<JsonElement>(json) }));
    }

    [Fact]
    public void A_name_keeps_the_bytes_that_are_no_UTF8()
    {
        var named = new Dictionary<string, int> { ["a\uDCFF b"] = 1, ["\uDC80\"\n😀\uDCFF"] = 2, ["\uD800"] = 3, [""] = 4, ["é\uDCFE"] = 5 };
        const string Json = "{\"a\\udcff b\":1,\"\\udc80\\\"\\n\\uD83D\\uDE00\\udcff\":2,\"\\uFFFD\":3,\"\":4,\"é\\udcfe\":5}";

        Assert.Equal(Json, Written(named));
        Assert.Equal("[\"\\udcff\",\"x\"]", Written<object[]>(['\uDCFF', 'x']));
        Assert.Equal('\uDCFF', Read<char>("\"\\udcff\""));
    }

    [Fact]
    public void A_long_text_of_such_bytes_is_written_whole()
    {
        var text = string.Concat(Enumerable.Repeat("\uDCFFé", 100_000));

        Assert.Equal($"\"{string.Concat(Enumerable.Repeat("\\udcffé", 100_000))}\"", Written(text));
    }

    [Fact]
    public void A_value_that_can_not_be_written_says_why()
    {
        var half = Assert.Throws<JsonException>(() => Written(Read<JsonNode>("[\"\\udcff\"]")));
        Assert.Contains("A value can't be written as JSON at $", half.Message, StringComparison.Ordinal);
        Assert.Contains("surrogate", half.Message, StringComparison.Ordinal);

        var deep = Assert.Throws<JsonException>(() => Written(new[] { Read<JsonElement>(new string('[', 1000) + new string(']', 1000)) }));
        Assert.Contains("depth", deep.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_written_as_in_a_string()
    {
        var lines = ResultEncoders.Create<char>(new OutputShape(ActorMap.Node.Arguments.OutputFormat.Lines, false, [], false));
        var buffer = new EncodingBuffer();
        foreach (var one in "\uD83D\uDCFFé ") lines.Write(buffer, one);
        var taken = buffer.Take();

        Assert.Equal([0xEF, 0xBF, 0xBD, 0xFF, .. "é "u8], taken.Buffer.AsSpan(taken.Start, taken.Length).ToArray());
        Assert.Equal("\"\\uFFFD\"", Written('\uD83D'));
    }

    private static T Read<T>(string json) => ActorMap.Node.Binding.Json.Read<T>(Encoding.UTF8.GetBytes(json), string.Empty);

    private static string Written<T>(T value)
    {
        var buffer = new EncodingBuffer();
        new JsonEncoder<T>().Write(buffer, value);
        var taken = buffer.Take();
        return Encoding.UTF8.GetString(taken.Buffer, taken.Start, taken.Length);
    }
}
