using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
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

    [Fact]
    public void What_is_declared_as_an_interface_or_a_base_is_written_with_all_that_it_has()
    {
        Assert.Equal("{\"R\":2,\"Name\":\"circle\"}", Written<Shape>(new Circle(2)));
        Assert.Equal("{\"A\":3,\"Name\":\"square\"}", Written<INamed>(new Square(3)));
        Assert.Equal("[{\"R\":1,\"Name\":\"circle\"},{\"X\":2,\"R\":1,\"Name\":\"circle\"},null]", Written<List<Circle?>>([new Circle(1), new Placed(1, 2), null]));
        Assert.Equal("{\"Of\":{\"A\":1,\"Name\":\"square\"},\"By\":{\"k\":{\"R\":1,\"Name\":\"circle\"}},\"Pair\":[{\"R\":5,\"Name\":\"circle\"},1]}",
            Written(new Holder(new Square(1), new() { ["k"] = new Circle(1) }, (new Circle(5), 1))));
        Assert.Equal("[1,\"x\",true]", Written<IComparable[]>([1, "x", true]));
    }

    [Fact]
    public void A_cycle_by_way_of_a_base_ends_with_null()
    {
        var link = new LongLink { Length = 7 };
        link.Next = new Link { Next = link };

        Assert.Equal("{\"Length\":7,\"Next\":{\"Next\":null}}", Written<Link>(link));
    }

    [Fact]
    public void Who_says_how_what_derives_from_a_type_is_written_is_followed()
    {
        Assert.Equal("{\"$type\":\"dog\",\"Barks\":true,\"Legs\":4}", Written<Animal>(new Dog(true)));
        Assert.Equal("{\"Legs\":4}", Written<Animal>(new Puppy()));
        Assert.Equal("\"a secret\"", Written<Secret>(new DeepSecret()));
    }

    [Fact]
    public void What_only_an_interface_tells_is_written_and_refused_where_the_class_has_more()
    {
        Assert.Equal("{\"Name\":\"hidden\"}", Written<INamed>(new Hidden()));
        var error = Assert.Throws<FormatException>(() => Written<INamed>(new HiddenWithMore()));
        Assert.Contains("Name would be written of INamed alone, Own of HiddenWithMore alone", error.Message, StringComparison.Ordinal);
        Assert.Contains("items", Assert.Throws<FormatException>(() => Written<INamed>(new NamedList())).Message, StringComparison.Ordinal);
    }

    private static T Read<T>(string json) => ActorMap.Node.Binding.Json.Read<T>(Encoding.UTF8.GetBytes(json), string.Empty);

    private static string Written<T>(T value)
    {
        var buffer = new EncodingBuffer();
        new JsonEncoder<T>().Write(buffer, value);
        var taken = buffer.Take();
        return Encoding.UTF8.GetString(taken.Buffer, taken.Start, taken.Length);
    }

    private interface INamed
    {
        string Name { get; }
    }

    private abstract record Shape(string Name) : INamed;

    private record Circle(double R) : Shape("circle");

    private sealed record Placed(double R, int X) : Circle(R);

    private sealed record Square(double A) : Shape("square");

    private sealed record Holder(INamed Of, Dictionary<string, Shape> By, (Shape, int) Pair);

    private class Link
    {
        public Link? Next { get; set; }
    }

    private sealed class LongLink : Link
    {
        public int Length { get; set; }
    }

    [JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType)]
    [JsonDerivedType(typeof(Dog), "dog")]
    private record Animal(int Legs);

    private sealed record Dog(bool Barks) : Animal(4);

    private sealed record Puppy() : Animal(4)
    {
        public int Weeks { get; init; } = 3;
    }

    [JsonConverter(typeof(SecretConverter))]
    private class Secret;

    private sealed class DeepSecret : Secret
    {
        public int Depth { get; set; }
    }

    private sealed class SecretConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue("a secret");
    }

    private sealed class Hidden : INamed
    {
        string INamed.Name => "hidden";
    }

    private sealed class HiddenWithMore : INamed
    {
        public int Own => 1;

        string INamed.Name => "hidden";
    }

    private sealed class NamedList : List<int>, INamed
    {
        public string Name => "list";
    }
}
