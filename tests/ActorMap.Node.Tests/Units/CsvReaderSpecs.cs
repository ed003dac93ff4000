using System.Text;
using ActorMap.Node.Input;
using ActorMap.Node.Input.Packed;
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

    [Fact]
    public void Without_a_header_columns_are_numbered()
    {
        using var reader = Open("1,2\n3,4\n", hasHeader: false);

        Assert.Equal(["1", "2"], reader.Columns!);
        Assert.Equal("1:1;2|2:3;4", Rows(reader));
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
