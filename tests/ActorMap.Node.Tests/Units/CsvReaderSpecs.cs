using System.Text;
using ActorMap.Node.Input;
using ActorMap.Node.Input.Packed;
using ActorMap.Node.Shell;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

public sealed class CsvReaderSpecs
{
    [Theory]
    [InlineData("a,b\n1,2\n", "2:1;2")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4", "2:1;2|4:3;4")]
    [InlineData("\uFEFFa,b\n\"x\"\"y\",\"l1\nl2\"\n3,4\n", "2:x\"y;l1\nl2|4:3;4")]
    [InlineData("a,b\n,\n", "2:;")]
    [InlineData("a,b\n1\n1,2,3\n", "2:1|3:1;2;3")]
    [InlineData("a,b\n\"é\",😀\n", "2:é;😀")]
    [InlineData("a,b\n", "")]
    public void Rows_are_read_with_the_line_that_they_start_at(string text, string expected)
    {
        using var reader = Open(text);

        Assert.Equal(["a", "b"], reader.Columns!);
        Assert.Equal(expected, Rows(reader));
    }

    [Theory]
    [InlineData("a\n\n\"\"\n1\n", false, "3:|4:1")]
    [InlineData("\r\n\na\r\n\r\n\"\"\r\n1", false, "5:|6:1")]
    [InlineData("a\n\n1\n", true, "2:|3:1")]
    [InlineData("a\r\n1\r\n\r\n", true, "2:1|3:")]
    public void A_blank_line_is_no_row_and_an_empty_value_is_one(string text, bool tabs, string expected)
    {
        using var reader = Open(text, tabs: tabs);

        Assert.Equal(["a"], reader.Columns!);
        Assert.Equal(expected, Rows(reader));
    }

    [Fact]
    public void A_blank_line_of_a_table_of_several_columns_is_no_row()
    {
        using var reader = Open("a\tb\n\n1\t\n", tabs: true);

        Assert.Equal("3:1;", Rows(reader));
    }

    [Theory]
    [InlineData("\"a,b\n1,2\n3,4\n", "in:1: a quoted field is not closed")]
    [InlineData("\n\"a\"x,b\n1,2\n", "in:2: 'x' follows a closing quote; a quote inside a quoted field is written twice")]
    public void A_header_with_wrong_quotes_is_told_before_it_swallows_the_rows(string text, string expected)
    {
        var error = Assert.Throws<CommandException>(() => Open(text));

        Assert.Equal((4, expected), (error.ExitCode, error.Message));
    }

    [Fact]
    public void A_header_may_have_line_ends_in_its_quotes()
    {
        using var reader = Open("\"a\nb\",c\n1,2\n");

        Assert.Equal(["a\nb", "c"], reader.Columns!);
        Assert.Equal("3:1;2", Rows(reader));
    }

    [Fact]
    public void Without_a_header_columns_are_numbered()
    {
        using var reader = Open("1,2\n3,4\n", hasHeader: false);

        Assert.Equal(["1", "2"], reader.Columns!);
        Assert.Equal("1:1;2|2:3;4", Rows(reader));
    }

    [Theory]
    [InlineData("\n\n1,2\n", false, "1;2", "3:1;2")]
    [InlineData("\r\n1,2", false, "1;2", "2:1;2")]
    [InlineData("\n1\t2\n", true, "1;2", "2:1;2")]
    [InlineData("\n\n1\n", true, "1", "1:|2:|3:1")]
    [InlineData("\n", true, "1", "1:")]
    [InlineData("\n", false, "1", "")]
    public void Without_a_header_blank_lines_before_the_first_row_say_nothing_of_its_columns(string text, bool tabs, string columns, string expected)
    {
        using var reader = Open(text, hasHeader: false, tabs);

        Assert.Equal(columns, string.Join(';', reader.Columns!));
        Assert.Equal(expected, Rows(reader));
    }

    [Theory]
    [InlineData("#a,b\n#1,2\n3,4\n#x,9\n", false, "#a;b", "2:#1;2|3:3;4|4:#x;9")]
    [InlineData("#a\tb\n#\t2\n\0x\ty\n", true, "#a;b", "2:#;2|3:\0x;y")]
    [InlineData("a,b\n𐀀𐀁,𐀁𐀀\n", false, "a;b", "2:𐀀𐀁;𐀁𐀀")]
    [InlineData("a\tb\n𐀁𐀀\t𐀀𐀁\n", true, "a;b", "2:𐀁𐀀;𐀀𐀁")]
    public void No_character_begins_a_comment(string text, bool tabs, string columns, string expected)
    {
        using var reader = Open(text, tabs: tabs);

        Assert.Equal(columns, string.Join(';', reader.Columns!));
        Assert.Equal(expected, Rows(reader));
    }

    [Fact]
    public void No_input_has_no_columns()
    {
        using var reader = Open("");

        Assert.Null(reader.Columns);
        Assert.Equal("", Rows(reader));
    }

    [Fact]
    public void In_tab_separated_values_a_quote_is_a_character()
    {
        using var reader = Open("a\tb\n\"x\ty\"\n", tabs: true);

        Assert.Equal("2:\"x;y\"", Rows(reader));
    }

    [Theory]
    [InlineData("a\tb\n\0x\ty\n", true, "a|b", "2:\0x;y")]
    [InlineData("\0a\tb𐀀\n\0\t𐀀\0\0\n1\t\0\n", true, "\0a|b𐀀", "2:\0;𐀀\0\0|3:1;\0")]
    [InlineData("\0a,b\n\0x,\"y\0\"\n", false, "\0a|b", "2:\0x;y\0")]
    public void A_NUL_is_a_character_as_any_other(string text, bool tabs, string columns, string rows)
    {
        using var reader = Open(text, tabs: tabs);

        Assert.Equal(columns, string.Join('|', reader.Columns!));
        Assert.Equal(rows, Rows(reader));
    }

    [Fact]
    public void Many_rows_make_many_blocks_and_lose_none()
    {
        using var reader = Open("n,t\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\"text {i}\"\n")));
        var blocks = reader.Read().ToArray();

        Assert.True(blocks.Length > 3);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"{i + 2}:{i};text {i}"), blocks.SelectMany(block => LineReaderSpecs.Records(block)).Select(Row));
    }

    [Theory]
    [InlineData("\"x\"y,2", "'y' follows a closing quote")]
    [InlineData("1,\"x", "is not closed")]
    [InlineData("\"a\"\"\"\"b\"c", "follows a closing quote")]
    public void A_row_with_wrong_quotes_is_found(string row, string fault) => Assert.Contains(fault, CsvQuotes.Fault(row, ','), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"x\",\"y\"\r\n")]
    [InlineData("x\"y,z")]
    [InlineData("\"\"\"x\"\"\",\"a,b\nc\"")]
    [InlineData("\"\"")]
    [InlineData("a,")]
    public void A_row_with_right_quotes_is_not(string row) => Assert.Null(CsvQuotes.Fault(row, ','));

    private static CsvReader Open(string text, bool hasHeader = true, bool tabs = false) =>
        CsvReader.Open("in", TextStream.Open("in", new MemoryStream(Encoding.UTF8.GetBytes(text))), CsvRules.For(tabs, hasHeader));

    private static string Rows(CsvReader reader) => string.Join('|', reader.Read().SelectMany(LineReaderSpecs.Records).Select(Row));

    private static string Row(Record record) =>
        $"{record.Line}:{string.Join(';', Enumerable.Range(0, record.Fields).Select(i => Encoding.UTF8.GetString(((CsvBlock)record.Block).Field(in record, i))))}";
}
