using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>Systems under test serialize also what stays within them; a pool's messages are handed over there as they are.</summary>
public sealed class SerializingSystems() : TestKit(Serializing)
{
    private static readonly Config Serializing = ConfigurationFactory.ParseString("akka.actor { serialize-messages = on, serialize-creators = on }");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_pool_in_a_system_that_serializes_all_maps_and_ends_without_an_error()
    {
        var log = CreateTestProbe();
        Sys.EventStream.Subscribe(log, typeof(Akka.Event.Error));
        Sys.EventStream.Subscribe(log, typeof(Akka.Event.Warning));
        var items = Enumerable.Range(0, 1000).ToArray();
        await using (var pool = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 3 }))
        await using (var other = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 1, Name = "other" }))
        {
            Assert.Equal(items.Select(i => i * 2), await pool.Map((int i) => i * 2, items).ToArrayAsync().WaitAsync(Patience));
            Assert.Equal(items.Select(i => i + 1), await other.Map(async (int i, CancellationToken token) => { await Task.Yield(); return i + 1; }, items).ToArrayAsync().WaitAsync(Patience));
            var settled = await pool.Map((int i) => i % 7 == 0 ? throw new FormatException($"{i}") : i, items).With(new MapOptions { ChunkSize = 5, Retries = 1, RetryDelay = RetryDelay.None }).Settled().ToArrayAsync().AsTask().WaitAsync(Patience);
            Assert.Equal(items.Count(i => i % 7 == 0), settled.Count(outcome => outcome.Error is not null));
            using var cancellation = new CancellationTokenSource();
            var gate = Witness.New();
            var cancelled = pool.Map((int i) => { Gate.Pass(gate); return i; }, items).ToArrayAsync(cancellation.Token);
            await Gate.Arrival(gate).WaitAsync(Patience);
            await cancellation.CancelAsync();
            Gate.Open(gate);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Patience));
        }

        Sys.EventStream.Publish(new Akka.Event.Error(null, "", typeof(SerializingSystems), "the last"));
        Assert.Equal("the last", Assert.IsType<Akka.Event.Error>(log.ReceiveOne(Patience)).Message);
    }

    [Fact]
    public async Task What_the_system_serializes_of_its_own_it_still_does()
    {
        await using var pool = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 1 });
        var sent = new Note("a");
        TestActor.Tell(sent);
        var came = ExpectMsg<Note>(Patience);
        Assert.Equal(sent, came);
        Assert.NotSame(sent, came);
    }

    [Fact]
    public async Task A_pools_own_system_may_be_told_to_serialize_all()
    {
        var log = CreateTestProbe();
        await using (var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2, Config = Serializing }))
        {
            pool.Host.System.EventStream.Subscribe(log, typeof(Akka.Event.Error));
            Assert.Equal("2 3 4", string.Join(' ', await pool.Map((int i) => i + 1, [1, 2, 3]).ToArrayAsync().WaitAsync(Patience)));
        }

        Assert.False(log.HasMessages);
    }

    private sealed record Note(string Text);
}
