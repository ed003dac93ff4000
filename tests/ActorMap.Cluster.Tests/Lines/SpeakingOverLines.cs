using System.Threading.Channels;
using ActorMap.Cluster.Lines;
using Xunit;

namespace ActorMap.Cluster.Tests.Lines;

/// <summary>A program and its processes hear each other, and nobody else.</summary>
public sealed class SpeakingOverLines : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly LineDoor _door = new(TimeProvider.System);

    public void Dispose() => _door.Dispose();

    private async Task<(LineSocket Program, LineSocket Process)> ConnectAsync()
    {
        var key = Guid.NewGuid();
        var awaited = _door.Await(key);
        var (process, _) = LineDoor.Connect(_door.Port, key);
        return (await awaited.WaitAsync(Deadline), process);
    }

    private static ChannelReader<byte[]> Hear(LineSocket line)
    {
        var heard = Channel.CreateUnbounded<byte[]>();
        line.Begin(frame => heard.Writer.TryWrite(frame.ToArray()));
        _ = line.Over.ContinueWith(_ => heard.Writer.Complete(), TaskScheduler.Default);
        return heard.Reader;
    }

    private static async Task<List<byte[]>> AllAsync(ChannelReader<byte[]> heard)
    {
        using var late = new CancellationTokenSource(Deadline);
        return await heard.ReadAllAsync(late.Token).ToListAsync(late.Token);
    }

    [Fact]
    public async Task What_was_said_before_the_end_is_heard_in_order_and_then_the_end()
    {
        var (program, process) = await ConnectAsync();
        var (atProgram, atProcess) = (Hear(program), Hear(process));

        for (byte i = 0; i < 100; i++) program.Send([i], [i, i]);
        Assert.Equal([0, 0, 0], await atProcess.ReadAsync().AsTask().WaitAsync(Deadline));
        for (byte i = 0; i < 100; i++) process.Send([i], []);
        process.Close();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => new[] { (byte)i }), await AllAsync(atProgram));
        await program.Over.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Who_speaks_does_not_wait_for_who_listens_and_is_heard_all_the_same()
    {
        var (program, process) = await ConnectAsync();
        var said = Enumerable.Range(0, 40).Select(i => Enumerable.Repeat((byte)i, 1_000_000).ToArray()).ToArray();

        await Task.Run(() => Array.ForEach(said, frame => program.Send([], frame))).WaitAsync(Deadline);
        var heard = Hear(process);

        foreach (var frame in said)
        {
            var next = await heard.ReadAsync().AsTask().WaitAsync(Deadline);
            Assert.True(frame.AsSpan().SequenceEqual(next));
        }
    }

    [Fact]
    public async Task Whoever_does_not_have_the_key_is_sent_away()
    {
        var awaited = _door.Await(Guid.NewGuid());
        var (stranger, _) = LineDoor.Connect(_door.Port, Guid.NewGuid());
        _ = Hear(stranger);

        await stranger.Over.WaitAsync(Deadline);
        Assert.False(awaited.IsCompleted);
    }

    [Fact]
    public async Task A_key_lets_in_once()
    {
        var key = Guid.NewGuid();
        var awaited = _door.Await(key);
        var (first, _) = LineDoor.Connect(_door.Port, key);
        await awaited.WaitAsync(Deadline);
        var (second, _) = LineDoor.Connect(_door.Port, key);
        _ = Hear(second);

        await second.Over.WaitAsync(Deadline);
        Assert.False(first.Over.IsCompleted);
    }

    [Fact]
    public async Task Who_is_not_awaited_any_more_is_sent_away()
    {
        var key = Guid.NewGuid();
        var awaited = _door.Await(key);
        _door.Forget(key);
        var (late, _) = LineDoor.Connect(_door.Port, key);
        _ = Hear(late);

        await late.Over.WaitAsync(Deadline);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => awaited);
    }
}
