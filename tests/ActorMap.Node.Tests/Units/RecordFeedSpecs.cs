using System.Text;
using ActorMap.Node.Input;
using ActorMap.Sources;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

/// <summary>The map takes as many records at once as there are, within the bound of what may be under way.</summary>
public sealed class RecordFeedSpecs
{
    private static readonly LineRules Rules = LineRules.For(nul: false, RecordKind.Text);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(100_000)]
    public void Every_line_comes_once_and_in_order(int atOnce)
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"{i}:{new string('x', i % 97)}").ToArray();
        using var feed = Feed(lines);
        var into = new Record[atOnce];
        var next = 0;

        for (var reader = Reader(feed); reader.Read(into) is > 0 and var count;)
        {
            for (var i = 0; i < count; i++) Assert.Equal(lines[next++], Encoding.UTF8.GetString(into[i].Bytes));
            feed.Done(into.AsSpan(0, count));
        }

        Assert.Equal(lines.Length, next);
    }

    [Fact]
    public async Task What_finds_no_room_is_given_when_there_is_and_not_before()
    {
        const int Length = 4000, Workers = 2;
        const long Most = Workers * (8L << 20);
        var lines = Enumerable.Range(0, 20_000).Select(i => i.ToString("D4000", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        using var feed = Feed(lines, Workers);
        var reader = Reader(feed);
        var into = new Record[1000];
        var waiting = new Queue<Record>();
        var next = 0;

        while (next < lines.Length)
        {
            var read = Task.Run(() => reader.Read(into));
            while (!read.IsCompleted && waiting.TryDequeue(out var done)) feed.Done(in done);
            var count = await read.WaitAsync(Deadline);
            for (var i = 0; i < count; i++, next++)
            {
                Assert.Equal(lines[next], Encoding.UTF8.GetString(into[i].Bytes));
                waiting.Enqueue(into[i]);
            }

            // Those before the last one left room for it.
            Assert.InRange((waiting.Count - 1) * (long)Length, 0, Most);
        }

        Assert.Equal(0, reader.Read(into));
    }

    [Fact]
    public void One_line_of_a_slow_writer_is_there_before_the_next()
    {
        using var gate = new SemaphoreSlim(0);
        using var feed = new RecordFeed(Blocks());
        var into = new Record[100];
        var reader = Reader(feed);

        Assert.Equal(1, reader.Read(into));
        Assert.Equal("first", Encoding.UTF8.GetString(into[0].Bytes));
        gate.Release();
        Assert.Equal(1, reader.Read(into));
        Assert.Equal("second", Encoding.UTF8.GetString(into[0].Bytes));
        Assert.Equal(0, reader.Read(into));

        IEnumerable<RecordBlock> Blocks()
        {
            yield return Block("first\n");
            gate.Wait();
            yield return Block("second\n");
        }
    }

    [Fact]
    public void A_fault_comes_behind_what_was_read_before_it()
    {
        using var feed = new RecordFeed(Blocks());
        var into = new Record[100];
        var reader = Reader(feed);

        Assert.Equal(2, reader.Read(into));
        Assert.Throws<InvalidDataException>(() => reader.Read(into));

        static IEnumerable<RecordBlock> Blocks()
        {
            yield return Block("a\nb\n");
            throw new InvalidDataException("torn");
        }
    }

    [Fact]
    public void Nothing_is_given_once_it_is_stopped()
    {
        using var feed = Feed(["a", "b"]);
        var reader = Reader(feed);
        feed.Stop();

        Assert.Equal(0, reader.Read(new Record[10]));
    }

    private static LineBlock Block(string text) => new("in", Encoding.UTF8.GetBytes(text), 0, text.Length, 1, Rules);

    private static IReadsMany<Record> Reader(RecordFeed feed) => (IReadsMany<Record>)feed.GetEnumerator();

    private static RecordFeed Feed(string[] lines, int? workers = null) =>
        new(LineReader.Read("in", new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), Rules, buffers: new BlockBuffers()), workers);
}
