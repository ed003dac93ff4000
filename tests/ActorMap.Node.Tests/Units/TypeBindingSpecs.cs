using System.Text;
using System.Text.Json;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

/// <summary>Types of the user's own, filled from tables and from JSON.</summary>
public sealed class TypeBindingSpecs
{
    public enum Size
    {
        Small,
        Large,
    }

    [Theory]
    [InlineData(",true,2024-01-01, 3 ,large,abcd", "|True|2024-01-01T00:00:00.0000000|3|Large|4")]
    [InlineData("5,1,2024-01-01 10:00,3,,", "5|True|2024-01-01T10:00:00.0000000|3||0")]
    [InlineData(" -5 ,0,,0,Small,12", "-5|False||0|Small|2")]
    public void A_row_fills_a_class_as_it_fills_a_record(string row, string expected)
    {
        string[] columns = ["N", " b", "D", "I ", "S", "Raw"];
        var byConstructor = Row<Made>(columns, row);
        var byProperties = Row<Filled>(columns, row);

        Assert.Equal(expected, $"{byConstructor.N}|{byConstructor.B}|{byConstructor.D:O}|{byConstructor.I}|{byConstructor.S}|{byConstructor.Raw.Length}");
        Assert.Equal(expected, $"{byProperties.N}|{byProperties.B}|{byProperties.D:O}|{byProperties.I}|{byProperties.S}|{byProperties.Raw!.Length}");
    }

    [Fact]
    public void A_column_whose_name_is_no_UTF8_stands_in_nobodys_way()
    {
        string[] columns = ["a\uDCFFb", "I"];

        Assert.Equal("{\"a\\udcffb\":1,\"I\":2}", JsonSerializer.Serialize(Row<JsonElement>(columns, "1,2"), ActorMap.Node.Binding.Json.Results));
        Assert.Equal(2, Row<JsonElement>(columns, "1,2").GetProperty("I").GetInt32());
        Assert.Equal(2, Row<Filled>(columns, "1,2").I);
        Assert.Equal(["a\uFFFDb", "I"], Row<Dictionary<string, int>>(columns, "1,2").Keys);
        Assert.Equal(2, Row<System.Text.Json.Nodes.JsonObject>(columns, "1,2")["I"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("I,I", 1)]
    [InlineData("X,I,I", 2)]
    [InlineData("i,I", 2)]
    [InlineData(" I,i", 1)]
    [InlineData("i,Z, i", 1)]
    public void Of_columns_of_one_name_a_class_takes_the_one_that_a_record_takes(string columns, int expected)
    {
        string[] names = columns.Split(',');
        var row = string.Join(',', Enumerable.Range(1, names.Length));

        Assert.Equal(expected, Row<OnlyI>(names, row).I);
        Assert.Equal(expected, Row<Filled>(names, row).I);
        Assert.Equal(expected, Row<FilledStruct?>(names, row)!.Value.I);
    }

    [Fact]
    public void Of_columns_of_one_name_what_takes_them_all_has_the_first()
    {
        string[] columns = ["a", "A", "a"];

        Assert.Equal("1 2", string.Join(' ', Row<Dictionary<string, int>>(columns, "1,2,3").Values));
        Assert.Equal("{\"a\":1,\"A\":2}", Row<JsonElement>(columns, "1,2,3").GetRawText());
        Assert.Equal(1, Row<System.Text.Json.Nodes.JsonObject>(["a", "b", "a"], "1,2,3")["a"]!.GetValue<int>());
        Assert.Equal("{\"a\":1,\"A\":2}", Encoding.UTF8.GetString(Row<ActorMap.Node.Programs.JsonText>(columns, "1,2,3").Bytes));
    }

    [Theory]
    [InlineData("{\"a\":1,\"A\":2,\"a\":\"3 \"}", ",\"columns\":\"names\"", "{\"a\":1,\"A\":2}")]
    [InlineData("{\"a\":1,\"A\":\"\\udcff\"}", ",\"columns\":\"names\"", "{\"a\":1,\"A\":\"\\udcff\"}")]
    [InlineData("{\"a\":1,\"a\":2}", "", "{\"a\":1,\"a\":2}")]
    public void A_program_is_given_a_failed_row_as_it_was_given_the_row(string input, string columns, string expected)
    {
        var given = Json<ActorMap.Node.Programs.JsonText>($"{{\"index\":0,\"input\":{input}{columns}}}", new RecordShape([RecordKind.Failure], [], true, [], false));

        Assert.Equal(expected, Encoding.UTF8.GetString(given.Bytes));
    }

    [Fact]
    public void A_field_that_does_not_fit_a_property_is_told()
    {
        var error = Assert.Throws<BadRecordException>(() => Row<Filled>(["I"], "x"));

        Assert.Equal("'{\"I\":\"x\"}' is not Filled in JSON at $.I: 'x' is not int.", error.Message);
        Assert.Throws<BadRecordException>(() => Row<Filled>(["I"], ""));
    }

    [Theory]
    [InlineData("3000000000")]
    [InlineData("1.5")]
    public void A_number_that_does_not_fit_a_property_is_told_with_the_number(string number)
    {
        Assert.EndsWith($"in JSON at $.a: '{number}' is not int.", Lacks<Dictionary<string, int>>($"{{\"a\":{number}}}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"N\":\"\",\"D\":\"2024-01-01 10:00\",\"B\":\"1\",\"I\":\" 3 \",\"S\":\"\"}", "|2024-01-01T10:00:00.0000000|True|3|")]
    [InlineData("{\"N\":7,\"D\":null,\"B\":1,\"I\":3,\"S\":1}", "7||True|3|Large")]
    [InlineData("{\"N\":null,\"D\":\"2024-01-01T10:00:00Z\",\"B\":false,\"I\":-3,\"S\":\"small\",\"Raw\":\"AAEC\"}", "|2024-01-01T10:00:00.0000000Z|False|-3|Small")]
    public void A_property_of_JSON_takes_what_a_parameter_takes(string json, string expected)
    {
        var filled = Json<Filled>(json);

        Assert.Equal(expected, $"{filled.N}|{filled.D:O}|{filled.B}|{filled.I}|{filled.S}");
        Assert.Equal(json.Contains("AAEC", StringComparison.Ordinal) ? [0, 1, 2] : null, filled.Raw);
    }

    [Fact]
    public void Numbers_are_written_as_the_type_says()
    {
        Assert.Equal("{\"N\":\"7\"}", JsonSerializer.Serialize(new Numbered { N = 7 }, ActorMap.Node.Binding.Json.Results));
        Assert.Equal(7, Json<Numbered>("{\"N\":\"7\"}").N);
    }

    [Fact]
    public void A_struct_lacks_what_its_constructor_takes_as_a_class_does()
    {
        Assert.Equal((new Point(1, 2), (Point?)new Point(1, 2), new Fixed(1, 2)), (Json<Point>("{\"A\":1,\"b\":2}"), Json<Point?>("{\"A\":1,\"B\":2}"), Json<Fixed>("{\"B\":2,\"A\":1}")));
        Assert.Equal([null, new Point(3, 4)], Json<Point?[]>("[null,{\"A\":3,\"B\":4}]"));
        Assert.Equal(new Loose { A = 1 }, Json<Loose>("{\"A\":1}"));
        string[] told = [Lacks<Point>("{\"A\":1}"), Lacks<Point?>("{\"A\":1}"), Lacks<Fixed>("{\"A\":1}"), Lacks<Point[]>("[{\"A\":1}]"), Lacks<Given>("{\"B\":\"x\"}"), Lacks<Marked>("{\"A\":1}")];
        Assert.All(told, message => Assert.Contains("missing required properties", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_structs_parameter_with_a_default_may_be_left_out()
    {
        Assert.Equal(new Given(1), Json<Given>("{\"A\":1}"));
        Assert.Equal(new Given(1, "x", null, 2), Json<Given>("{\"A\":1,\"B\":\"x\",\"S\":null,\"N\":2}"));
    }

    [Fact]
    public void A_struct_that_can_not_be_filled_is_told() =>
        Assert.Contains("GetOnly is a struct whose A can't be set. Mark its constructor with [JsonConstructor]", Lacks<GetOnly>("{\"A\":1}"), StringComparison.Ordinal);

    [Fact]
    public void A_parameter_with_a_default_needs_no_column()
    {
        Assert.Equal(new Open(1), Row<Open>(["A"], "1"));
        Assert.Equal(new Open(1, 2, Size.Small), Row<Open>(["s", "B", "A"], "small,2,1"));
        Assert.Equal(new Open(3, 5, M: 2.5m), Row<Open>(["M", "A"], "2.5,3"));
        Assert.Equal(new Given(1, "x"), Row<Given>(["A", "B"], "1,x"));
        Assert.Equal("there is no column A; the input has B. Name the function's parameters after columns.", Assert.Throws<CommandException>(() => Row<Open>(["B"], "1")).Message);
    }

    [Fact]
    public void Without_names_the_last_parameters_are_their_defaults()
    {
        Assert.Equal(new Open(1, 2), Row<Open>(["1", "2"], "1,2", hasNames: false));
        Assert.StartsWith("the function takes 3 values, and the input has 1: 1", Assert.Throws<CommandException>(() => Row<Strict>(["1"], "1", hasNames: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_row_of_typed_values_too()
    {
        var shape = new RecordShape([RecordKind.Row], ["A", "other"], true, ["x"], false);

        Assert.Equal(["A", "B", "S", "C", "M"], Columns.OfRow(shape, typeof(Open), JsonTypes.Lasting)!.Value.Names);
        Assert.Equal(new Open(1), Json<Open>("{\"A\":1,\"other\":2}", shape));
    }

    private static string Lacks<T>(string json) => Assert.Throws<BadRecordException>(() => Json<T>(json)).Message;

    private static T Row<T>(string[] columns, string row, bool hasNames = true)
    {
        var block = new CsvBlockBuilder("in");
        var fields = row.Split(',');
        foreach (var field in fields) block.AddField(field);
        block.EndRow(2, fields.Length);
        var record = LineReaderSpecs.Records(block.Build()).Single();
        return RecordParsers.Create<T>(new RecordShape([RecordKind.Table], columns, hasNames, ["x"], false)).Parse(in record);
    }

    private static T Json<T>(string json, RecordShape? shape = null)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var record = new Record(new LineBlock("in", bytes, 0, bytes.Length, 1, LineRules.For(false, RecordKind.Json)), 1, 0, bytes.Length);
        return RecordParsers.Create<T>(shape ?? new RecordShape([RecordKind.Json], [], true, ["x"], false)).Parse(in record);
    }

    public sealed record Made(int? N, bool B, DateTime? D, int I, Size? S, byte[] Raw);

    public sealed record OnlyI(int I);

    public struct FilledStruct
    {
        public int I { get; set; }
    }

    public sealed class Filled
    {
        public int? N { get; set; }

        public bool B { get; set; }

        public DateTime? D { get; set; }

        public int I { get; set; }

        public Size? S { get; set; }

        public byte[]? Raw { get; set; }

        public Uri? Link { get; set; }
    }

    public sealed record Open(int A, int B = 5, Size? S = Size.Large, string? C = null, decimal M = 1.5m);

    public sealed record Strict(int A, int B, int C = 5);

    public record struct Point(int A, int B);

    public readonly record struct Fixed(int A, int B);

    public record struct Given(int A, string? B = "def", Size? S = Size.Large, int? N = 7);

    public record struct Loose
    {
        public int A { get; set; }

        public int B { get; set; }
    }

    [method: System.Text.Json.Serialization.JsonConstructor]
    public readonly record struct Marked(int A, int B);

    public readonly struct GetOnly(int a)
    {
        public int A { get; } = a;
    }

    public sealed class Numbered
    {
        [System.Text.Json.Serialization.JsonNumberHandling(System.Text.Json.Serialization.JsonNumberHandling.WriteAsString | System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString)]
        public int N { get; set; }
    }
}
