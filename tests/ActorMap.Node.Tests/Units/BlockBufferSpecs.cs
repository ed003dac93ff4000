using System.Text;
using ActorMap.Node.Arguments;
using ActorMap.Node.Input;
using ActorMap.Node.Running;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

/// <summary>Lines are read into a buffer again when all of its records are done, and not before.</summary>
public sealed class BlockBufferSpecs
{
    private static readonly LineRules Rules = LineRules.For(nul: false, RecordKind.Text);

    [Fact]
    public void A_record_keeps_its_bytes_until_it_is_done_however_far_the_map_is_behind()
    {
        var random = new Random(11);
        var lines = Enumerable.Range(0, 200_000).Select(i => $"{i}:{new string('x', random.Next(200))}").ToArray();
        using var feed = Feed(string.Join('\n', lines));
        var waiting = new Queue<Record>();
        var buffers = new HashSet<byte[]>();
        var next = 0;

        foreach (var record in feed)
        {
            waiting.Enqueue(record);
            buffers.Add(record.Block.Bytes);
            for (var behind = random.Next(20_000); waiting.Count > behind;) Done();
        }

        while (waiting.Count > 0) Done();
        Assert.Equal(lines.Length, next);
        Assert.InRange(buffers.Count, 1, lines.Sum(line => line.Length + 1) / BlockBuffers.Size / 2);

        void Done()
        {
            var record = waiting.Dequeue();
            Assert.Equal(lines[next++], Encoding.UTF8.GetString(record.Bytes));
            feed.Done(in record);
        }
    }

    [Fact]
    public void One_record_of_a_buffer_that_is_not_done_keeps_it()
    {
        var buffers = new BlockBuffers();
        var blocks = LineReader.Read("in", new MemoryStream(new byte[BlockBuffers.Size * 3]), LineRules.For(nul: true, RecordKind.Text), buffers: buffers).GetEnumerator();
        Assert.True(blocks.MoveNext());
        var first = blocks.Current;
        first.Counted(BlockBuffers.Size);
        first.LetGo(BlockBuffers.Size - 1);
        Assert.True(blocks.MoveNext());

        Assert.NotSame(first.Bytes, blocks.Current.Bytes);
        Assert.NotSame(first.Bytes, buffers.Rent().Bytes);
        first.LetGo(1);
        Assert.Same(first.Bytes, buffers.Rent().Bytes);
    }

    [Fact]
    public void Blocks_that_share_a_buffer_keep_it_together()
    {
        var buffers = new BlockBuffers();
        var blocks = LineReader.Read("in", new Slow("a\nb\nc\n"u8.ToArray()), Rules, buffers: buffers).ToArray();
        Assert.Equal(3, blocks.Length);
        Assert.All(blocks, block => Assert.Same(blocks[0].Bytes, block.Bytes));

        foreach (var block in blocks) block.Counted(1);
        foreach (var block in blocks)
        {
            Assert.NotSame(blocks[0].Bytes, buffers.Rent().Bytes);
            block.LetGo(1);
        }
    }

    [Fact]
    public void A_line_longer_than_a_buffer_is_whole_and_what_follows_it_too()
    {
        string[] lines = ["short", new('x', BlockBuffers.Size + 5), "a", new('y', BlockBuffers.Size * 3), "b"];
        using var feed = Feed(string.Join('\n', lines));
        var read = new List<string>();
        foreach (var record in feed)
        {
            read.Add(Encoding.UTF8.GetString(record.Bytes));
            feed.Done(in record);
        }

        Assert.Equal(lines, read);
    }

    /// <summary>A worker that was given up, a program and another process may look at a record that is done.</summary>
    [Theory]
    [InlineData(true, "-e", "x => x")]
    [InlineData(true, "-e", "x => x", "--journal", "j", "-o", "out")]
    [InlineData(false, "-e", "x => x", "--timeout", "1s")]
    [InlineData(false, "-e", "x => x", "--processes", "2")]
    [InlineData(false, "-e", "x => x", "--cluster", "127.0.0.1:4053")]
    [InlineData(false, "--exec-each", "echo {}")]
    [InlineData(false, "--", "cat")]
    public void Buffers_come_back_only_where_nobody_else_may_look(bool comeBack, params string[] arguments) =>
        Assert.Equal(comeBack, MapCommand.Buffers(MapArguments.Parse(arguments)) is not null);

    private static RecordFeed Feed(string text) => new(LineReader.Read("in", new MemoryStream(Encoding.UTF8.GetBytes(text)), Rules, buffers: new BlockBuffers()));

    /// <summary>Gives two bytes at a time.</summary>
    private sealed class Slow(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 2));
    }
}
