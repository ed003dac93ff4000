using System.Text;
using ActorMap.Node.Input;
using ActorMap.Node.Input.Packed;
using ActorMap.Node.Shell;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class LongRowSpecs
{
    private const int Room = 3 * LosslessReader.LongRow;

    [Theory]
    [InlineData("x", "y", true)]
    [InlineData("\"x", "y\r\n", true)]
    [InlineData("\"x\"\",x", "y\n\"\"y\n", true)]
    [InlineData("\"x", "y", false)]
    [InlineData("x", "é", false)]
    public void A_long_row_that_can_not_have_ended_is_read_until_the_room_is_full(string start, string piece, bool quotes)
    {
        var (read, stream) = Read(start, string.Concat(Enumerable.Repeat(piece, Room)), quotes);

        Assert.Equal(Room - LosslessReader.LongRow, read);
        Assert.True(stream.Reads > 3);
    }

    [Theory]
    [InlineData("x", "y\n", true)]
    [InlineData("\"x", "y\"\r", true)]
    [InlineData("\"x", "y\"\"\n\",\n", true)]
    [InlineData("\"x", "y\n", false)]
    public void A_row_that_may_have_ended_is_not_kept_waiting(string start, string piece, bool quotes)
    {
        var (read, stream) = Read(start, piece, quotes);

        Assert.Equal((piece.Length, 1), (read, stream.Reads));
    }

    [Fact]
    public void A_row_that_is_not_long_is_not_kept_waiting()
    {
        var stream = new PieceStream("y"u8.ToArray());
        var buffer = new char[Room];

        Assert.Equal(1, new LosslessReader(stream, true).Read(buffer, LosslessReader.LongRow - 1, 100));
        Assert.Equal(1, stream.Reads);
    }

    [Fact]
    public void Long_rows_come_whole_and_with_their_neighbours()
    {
        var text = new string('x', 1_000_000);
        using var reader = CsvReader.Open("in", new PieceStream(Encoding.UTF8.GetBytes($"a,b\n1,2\n{text},3\n\"{text}\n\"\"{text}\",4\n5,6\n")), CsvRules.For(tabs: false, hasHeader: true));
        var rows = reader.Read().SelectMany(LineReaderSpecs.Records).Select(row => Encoding.UTF8.GetString(((CsvBlock)row.Block).Field(in row, 0)));

        Assert.Equal(["1", text, $"{text}\n\"{text}", "5"], rows);
    }

    [Theory]
    [InlineData(false, 0, "in:1: a record is longer than 1 MiB, which is the most. Is a quote not closed, or the input no CSV, or no text at all?")]
    [InlineData(false, 3, "in:4: a record is longer than 1 MiB, which is the most. Is a quote not closed, or the input no CSV, or no text at all?")]
    [InlineData(true, 3, "in:4: a record is longer than 1 MiB, which is the most. Is the input no TSV, or no text at all?")]
    public void A_row_that_is_too_long_is_told_as_a_line_is(bool tabs, int before, string expected)
    {
        var text = string.Concat(Enumerable.Repeat("a\n", before)) + new string('x', 3 << 20);
        var error = Assert.Throws<CommandException>(() =>
        {
            using var reader = CsvReader.Open("in", new MemoryStream(Encoding.UTF8.GetBytes(text)), CsvRules.For(tabs, hasHeader: true), longest: 1 << 20);
            return reader.Read().Count();
        });

        Assert.Equal((4, expected), (error.ExitCode, error.Message));
    }

    private static (int Read, PieceStream Stream) Read(string start, string text, bool quotes)
    {
        var buffer = new char[Room];
        start.PadLeft(LosslessReader.LongRow, 'x').CopyTo(buffer);
        var stream = new PieceStream(Encoding.UTF8.GetBytes(text));
        return (new LosslessReader(stream, quotes).Read(buffer, LosslessReader.LongRow, Room - LosslessReader.LongRow), stream);
    }

    /// <summary>A stream that gives a little at a time, as a pipe does.</summary>
    private sealed class PieceStream(byte[] bytes) : MemoryStream(bytes)
    {
        internal int Reads { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            Reads++;
            return base.Read(buffer[..Math.Min(buffer.Length, 16 * 1024)]);
        }
    }
}
