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

        // Each is let in whose forerunners leave room.
        const int Most = (int)(Workers * (8L << 20) / Length) + 1;
        var lines = Enumerable.Range(0, 3 * Most).Select(i => i.ToString("D4000", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        using var feed = Feed(lines, Workers, comeBack: false);
        var reader = Reader(feed);
        var read = new List<Record>();

        while (read.Count < Most) await ReadAsync();
        Assert.Equal(Most, read.Count);

        // The next waits: it comes when those before it are done.
        for (var done = 0; read.Count < lines.Length;)
        {
            var before = read[done..].ToArray();
            done = read.Count;
            var next = ReadAsync();
            feed.Done(before);
            await next;
        }

        Assert.Equal(lines, read.Select(record => Encoding.UTF8.GetString(record.Bytes)));
        Assert.Equal(0, reader.Read(new Record[1]));

        async Task ReadAsync()
        {
            var into = new Record[1000];
            var count = await Task.Run(() => reader.Read(into)).WaitAsync(Deadline);
            read.AddRange(into.AsSpan(0, count));
        }
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

    private static RecordFeed Feed(string[] lines, int? workers = null, bool comeBack = true) =>
        new(LineReader.Read("in", new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), Rules, buffers: comeBack ? new BlockBuffers() : null), workers);
}
