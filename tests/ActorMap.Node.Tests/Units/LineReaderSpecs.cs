using System.Text;
using ActorMap.Node.Input;
using ActorMap.Node.Input.Packed;
using ActorMap.Node.Shell;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

public sealed class LineReaderSpecs
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("\n", "1:")]
    [InlineData("a\n\nb", "1:a|2:|3:b")]
    [InlineData("a\r\nb\r\n", "1:a|2:b")]
    [InlineData("a\rb\n", "1:a\rb")]
    [InlineData("a\r\nb\r", "1:a|2:b\r")]
    [InlineData("\r", "1:\r")]
    [InlineData("\uFEFFa\nb", "1:a|2:b")]
    [InlineData("\uFEFF", "")]
    [InlineData("é€😀\n😀", "1:é€😀|2:😀")]
    public void Lines_are_the_same_however_the_bytes_arrive(string text, string expected)
    {
        for (var step = 1; step <= 9; step++)
        {
            for (var size = 8; size <= 24; size += 8) Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text), step, size));
        }
    }

    [Fact]
    public void A_line_longer_than_the_buffer_is_one_record()
    {
        var line = new string('x', 1000);

        Assert.Equal($"1:{line}|2:y", Read(Encoding.UTF8.GetBytes($"{line}\ny"), 7, 16));
    }

    [Fact]
    public void Random_texts_are_split_as_a_reference_splits_them()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => "ab\n\r"[random.Next(4)]));
            var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
            if (text.EndsWith('\n') || text.Length == 0) lines = lines[..^1];

            Assert.Equal(string.Join('|', lines.Select((line, i) => $"{i + 1}:{line}")), Read(Encoding.UTF8.GetBytes(text), random.Next(1, 40), 16));
        }
    }

    [Fact]
    public void Blank_lines_between_JSON_values_are_no_records_but_count() =>
        Assert.Equal("2:1|4:2", Read("\n1\n \t\n2\r\n\r"u8.ToArray(), 3, 16, LineRules.For(nul: false, RecordKind.Json)));

    [Fact]
    public void With_NUL_a_newline_is_a_character() =>
        Assert.Equal("1:a\n|2:b\r", Read("a\n\0b\r\0"u8.ToArray(), 3, 16, LineRules.For(nul: true, RecordKind.Text)));

    [Fact]
    public void UTF16_is_read_as_what_it_says_by_its_mark()
    {
        Assert.Equal("1:aé😀|2:b", Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("aé😀\r\nb")], 1, 16));
        Assert.Equal("1:aé😀|2:b", Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("aé😀\nb\n")], 5, 16));
    }

    [Fact]
    public void A_record_without_an_end_is_refused_before_it_takes_all_memory()
    {
        var blocks = LineReader.Read("in", new Dribble(Encoding.UTF8.GetBytes($"a\n{new string('x', 5000)}"), 7), LineRules.For(nul: false, RecordKind.Text), 16, longest: 1000);
        var error = Assert.Throws<CommandException>(() => blocks.Count());

        Assert.Equal(4, error.ExitCode);
        Assert.StartsWith("in:2: a record is longer than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_come_out_as_they_went_in()
    {
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(24)];
            random.NextBytes(bytes);
            if (bytes.Length >= 9) Encoding.UTF8.GetBytes("é€😀", bytes.AsSpan(random.Next(bytes.Length - 8)));
            var text = LosslessText.Decode(bytes);
            var back = new byte[LosslessText.Room(text)];

            Assert.Equal(bytes, back[..LosslessText.Encode(text, back)]);
        }
    }

    private static string Read(byte[] bytes, int step, int size, LineRules? rules = null)
    {
        var blocks = LineReader.Read("in", TextStream.Open("in", new Dribble(bytes, step)), rules ?? LineRules.For(nul: false, RecordKind.Text), size);
        return string.Join('|', blocks.SelectMany(Records).Select(record => $"{record.Line}:{Encoding.UTF8.GetString(record.Bytes)}"));
    }

    internal static IEnumerable<Record> Records(RecordBlock block)
    {
        var cursor = default(BlockCursor);
        while (block.TryRead(ref cursor, out var record)) yield return record;
    }

    /// <summary>Gives a few bytes at a time, as a slow pipe does.</summary>
    private sealed class Dribble(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
