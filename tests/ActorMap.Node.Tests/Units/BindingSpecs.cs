using System.Text.Json;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

public sealed class BindingSpecs
{
    private enum Colour
    {
        Red,
        Green,
    }

    [Fact]
    public void Text_is_read_as_scalars_in_the_invariant_culture()
    {
        Assert.Equal(-42, Text<int>(" -42 "));
        Assert.Equal(1.5, Text<double>("1.5"));
        Assert.Equal(1.50m, Text<decimal>("1.50"));
        Assert.True(Text<bool>("TRUE"));
        Assert.Equal(Colour.Green, Text<Colour>("green"));
        Assert.Null(Text<int?>(""));
        Assert.Equal(new DateOnly(2024, 2, 29), Text<DateOnly>("2024-02-29"));
        Assert.Equal(" a ", Text<string>(" a "));
        Assert.Equal((' ', '\t', 'é', '€', '\0'), (Text<char>(" "), Text<char>("\t"), Text<char>("é"), Text<char>("€"), Text<char>("\0")));
        Assert.All((Action[])[() => Text<char>(""), () => Text<char>("ab"), () => Text<char>(" a"), () => Text<char>("😀")], read => Assert.Throws<BadRecordException>(read));
        Assert.Equal(-2000d, Text<double>(" -2e3 "));
        Assert.Equal(1000m, Text<decimal>("1e3"));
        Assert.All((Action[])[() => Text<double>("1,5"), () => Text<decimal>("1,500"), () => Text<float>("1,5"), () => Text<double?>("1,5")], read => Assert.Throws<BadRecordException>(read));
        Assert.Equal("'1;5' is not a decimal", Assert.Throws<BadRecordException>(() => Text<decimal>("1;5")).Message);
    }

    [Fact]
    public void A_number_that_is_too_large_is_no_infinity()
    {
        Assert.All(
            (Action[])[() => Text<double>("1e400"), () => Text<float>("-1e40"), () => Text<Half>("1e9"), () => Text<double?>("1e400"), () => Text<double[]>("[1,1e400]"), () => Text<float[]>("[\"1e40\"]")],
            read => Assert.Throws<BadRecordException>(read));
        Assert.Equal((double.PositiveInfinity, float.NegativeInfinity), (Text<double>("Infinity"), Text<float>("-Infinity")));
        Assert.Equal([double.MaxValue, double.NaN, double.NegativeInfinity, 0.5], Text<double[]>("[1.7976931348623157E+308,\"NaN\",\"-Infinity\",\" 0.5\"]"));
        Assert.Equal("'1e400' is not a double", Assert.Throws<BadRecordException>(() => Text<double>("1e400")).Message);
    }

    [Fact]
    public void An_array_gives_several_parameters_as_many_elements()
    {
        var shape = new RecordShape([RecordKind.Json], [], true, ["a", "b"], true);

        Assert.Equal("has 1 element, where the function takes 2: a, b", Assert.Throws<BadRecordException>(() => Json<(int, int)>(shape, "[1]")).Message);
        Assert.Equal("has 0 elements, where the function takes 2: a, b", Assert.Throws<BadRecordException>(() => Json<(int, int)>(shape, "[]")).Message);
        Assert.Equal("has 3 elements, where the function takes 2: a, b", Assert.Throws<BadRecordException>(() => Json<(int, int)>(shape, "[1,2,3]")).Message);
        Assert.Equal("has no property a; it has none", Assert.Throws<BadRecordException>(() => Json<(int, int)>(shape, "{}")).Message);
        Assert.Equal((1, null), Json<(int, int?)>(shape, "[1]"));
    }

    [Fact]
    public void A_row_is_no_array()
    {
        foreach (var kind in (RecordKind[])[RecordKind.Table, RecordKind.Row])
        {
            var shape = new RecordShape([kind], ["b", "a"], true, ["x"], false);
            string[] told = [Refused<int[]>(shape), Refused<List<int>>(shape)];

            Assert.StartsWith("the function takes int[], and a row is values under the columns b, a. Take those that it needs by name, such as ", told[0], StringComparison.Ordinal);
            Assert.StartsWith("the function takes List<int>, and a row is values under the columns b, a.", told[1], StringComparison.Ordinal);
        }

        Assert.NotNull(RecordParsers.Create<Dictionary<string, int>>(new RecordShape([RecordKind.Table], ["b", "a"], true, ["x"], false)));
        Assert.NotNull(RecordParsers.Create<int[]>(new RecordShape([RecordKind.Row], ["b", "x"], true, ["x"], false)));

        static string Refused<T>(RecordShape shape)
        {
            var error = Assert.Throws<CommandException>(() => RecordParsers.Create<T>(shape));
            Assert.Equal(3, error.ExitCode);
            return error.Message;
        }
    }

    [Fact]
    public void A_grid_is_read_from_nothing_and_an_array_of_arrays_is()
    {
        var text = new RecordShape([RecordKind.Json], [], true, ["d"], false);

        Assert.Equal("the function takes int[,], which no record is read as. Take an array of arrays, int[][].", Refused<int[,]>(text));
        Assert.Equal("the function takes double[,,], which no record is read as. Take an array of arrays, double[][][].", Refused<(int, double[,,])>(text with { Parameters = ["a", "d"], TakesParts = true }));
        Assert.Equal(2, Json<int[][]>(text, "[[1],[2]]").Length);

        static string Refused<T>(RecordShape shape)
        {
            var error = Assert.Throws<CommandException>(() => RecordParsers.Create<T>(shape));
            Assert.Equal(3, error.ExitCode);
            return error.Message;
        }
    }

    [Fact]
    public void A_text_in_JSON_keeps_the_bytes_that_are_no_UTF8()
    {
        // In an attribute's own text there is no half of a character.
        (string Text, string Json, string Back)[] cases =
        [
            ("a\uDCFFb", "\"a\\udcffb\"", "a\uDCFFb"), ("\uDC80\"\n😀\uDCFF", "\"\\udc80\\\"\\n\\uD83D\\uDE00\\udcff\"", "\uDC80\"\n😀\uDCFF"), ("é\U0001F4FF", "\"é\\uD83D\\uDCFF\"", "é\U0001F4FF"),
            ("\uD800", "\"\\uFFFD\"", "\uFFFD"),
        ];
        foreach (var (text, json, back) in cases)
        {
            Assert.Equal(json, JsonSerializer.Serialize(text, ActorMap.Node.Binding.Json.Options));
            Assert.Equal(back, JsonSerializer.Deserialize<string>(json, ActorMap.Node.Binding.Json.Options));
            Assert.Equal(LosslessText.Encode(back), LosslessJson.Unescape(System.Text.Encoding.UTF8.GetBytes(json)));
        }
    }

    [Fact]
    public void Half_a_character_in_JSON_that_means_no_byte_is_bad_input() =>
        Assert.Throws<BadRecordException>(() => Json<string>(new RecordShape([RecordKind.Json], [], true, ["a"], false), "\"\\ud800 \\udcff\""));

    [Fact]
    public void JSON_parts_are_found_by_name_whatever_their_order()
    {
        var shape = new RecordShape([RecordKind.Json], [], true, ["a", "b"], true);

        Assert.Equal((1, "x"), Json<(int, string)>(shape, "{\"z\":{\"a\":7},\"B\":\"x\",\"a\":1}"));
        Assert.Equal((1, "x"), Json<(int, string)>(shape, "[1,\"x\"]"));
        Assert.Equal((1, "{\"c\":1}"), Json<(int, string)>(shape, "{\"a\":\"1\",\"b\":{\"c\":1}}"));
        Assert.Equal("has no property b; it has a", Assert.Throws<BadRecordException>(() => Json<(int, string)>(shape, "{\"a\":1}")).Message);
        Assert.Equal("has no property b; it has x\\udcff, a", Assert.Throws<BadRecordException>(() => Json<(int, string)>(shape, "{\"x\\udcff\":2,\"a\":1}")).Message);
        var deep = new string('[', 200) + new string(']', 200);
        Assert.Equal("has no property b; it has a, c", Assert.Throws<BadRecordException>(() => Json<(int, string)>(shape, $"{{\"a\":1,\"c\":{deep}}}")).Message);
        Assert.Throws<BadRecordException>(() => Json<(int, string)>(shape, "{\"a\":1,\"b\":\"x\"} 2"));
        Assert.Throws<BadRecordException>(() => Json<(int, string)>(shape, "{\"a\":1,\"b\":null"));
    }

    [Fact]
    public void A_failed_item_may_be_as_deep_as_any()
    {
        var shape = new RecordShape([RecordKind.Failure], [], true, ["x"], false);
        var deep = new string('[', 1000) + new string(']', 1000);

        Assert.Equal(1, Json<JsonElement>(shape, $"{{\"index\":0,\"input\":{deep},\"isJson\":true}}").GetArrayLength());
        Assert.Throws<BadRecordException>(() => Json<JsonElement>(shape, $"{{\"index\":0,\"input\":[{deep}],\"isJson\":true}}"));
    }

    [Fact]
    public void One_scalar_takes_the_value_or_the_property_of_its_name()
    {
        var shape = new RecordShape([RecordKind.Json], [], true, ["a"], false);

        Assert.Equal(5, Json<int>(shape, "5"));
        Assert.Equal(5, Json<int>(shape, "{\"a\":5}"));
        Assert.Equal("x\n", Json<string>(shape, "\"x\\n\""));
        Assert.Equal("{\"b\":1}", Json<string>(shape, "{\"b\":1}"));
        Assert.Null(Json<int?>(shape, "{\"a\":null}"));
        Assert.Equal(JsonValueKind.Object, Json<JsonElement>(shape, "{\"a\":1}").ValueKind);
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_those_that_are()
    {
        var shape = new RecordShape([RecordKind.Table], ["a", "b"], true, ["a", "c"], true);
        var error = Assert.Throws<CommandException>(() => RecordParsers.Create<(int, int)>(shape));

        Assert.Equal(3, error.ExitCode);
        Assert.Equal("there is no column c; the input has a, b. Name the function's parameters after columns.", error.Message);
    }

    [Fact]
    public void Lines_have_no_names()
    {
        var error = Assert.Throws<CommandException>(() => RecordParsers.Create<(int, int)>(new RecordShape([RecordKind.Text], [], true, ["a", "b"], true)));

        Assert.Equal(3, error.ExitCode);
        Assert.Contains("Say how the input is written: -i csv, -i tsv or -i jsonl", error.Message, StringComparison.Ordinal);
    }

    private static T Text<T>(string text) => Parse<T>(new RecordShape([RecordKind.Text], [], true, ["x"], false), text);

    private static T Json<T>(RecordShape shape, string text) => Parse<T>(shape, text);

    private static T Parse<T>(RecordShape shape, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var record = new Record(new LineBlock("in", bytes, 0, bytes.Length, 1, LineRules.For(false, RecordKind.Text)), 1, 0, bytes.Length);
        return RecordParsers.Create<T>(shape).Parse(in record);
    }
}
