using ActorMap.Threading;
using Akka.Actor;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>Times of a configuration are what Akka makes of them, without what Akka takes to read them.</summary>
public sealed class ReadingTimes
{
    [Theory]
    [InlineData("250 ms")]
    [InlineData("250ms")]
    [InlineData("20 milliseconds")]
    [InlineData("5s")]
    [InlineData("1 second")]
    [InlineData("10 seconds")]
    [InlineData("5 minutes")]
    [InlineData("1m")]
    [InlineData("2 h")]
    [InlineData("1 hour")]
    [InlineData("3 d")]
    [InlineData("365 days")]
    [InlineData("1.5 s")]
    [InlineData("0.25h")]
    [InlineData("17")]
    [InlineData("0")]
    [InlineData("9 nanos")]
    [InlineData("infinite")]
    public void A_time_is_what_akka_reads(string text)
    {
        var config = ConfigurationFactory.ParseString($"a.b = \"{text}\"");
        Assert.Equal(config.GetTimeSpan("a.b"), PlainTimes.Of(config).GetTimeSpan("a.b"));
        Assert.Equal(config.GetTimeSpan("a.b"), PlainTimes.Read(config, "a.b"));
    }

    [Theory]
    [InlineData("-1 s")]
    [InlineData("soon")]
    [InlineData("s")]
    [InlineData("1 parsec")]
    [InlineData("100 us")]
    public void What_is_no_time_is_refused_as_akka_refuses_it(string text)
    {
        var config = ConfigurationFactory.ParseString($"a = \"{text}\"");
        var refusal = Assert.ThrowsAny<Exception>(() => config.GetTimeSpan("a"));
        var own = Assert.ThrowsAny<Exception>(() => PlainTimes.Of(config).GetTimeSpan("a"));
        Assert.Equal((refusal.GetType(), refusal.Message), (own.GetType(), own.Message));
    }

    [Fact]
    public void What_is_not_there_is_the_default_and_a_part_or_a_fallback_reads_times_likewise()
    {
        var config = PlainTimes.Of(ConfigurationFactory.ParseString("a { b = 1s, c = 7 }"));
        Assert.Equal(TimeSpan.FromSeconds(9), config.GetTimeSpan("a.z", TimeSpan.FromSeconds(9)));
        Assert.Null(config.GetConfig("z"));
        var part = Assert.IsType<PlainTimes>(config.GetConfig("a"));
        Assert.Equal(TimeSpan.FromSeconds(1), part.GetTimeSpan("b"));
        Assert.Equal(7, part.GetInt("c"));
        var both = Assert.IsType<PlainTimes>(config.WithFallback(ConfigurationFactory.ParseString("a { b = 2s, d = 3m }")));
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3)), (both.GetTimeSpan("a.b"), both.GetTimeSpan("a.d")));
    }

    [Fact]
    public async Task A_pools_own_actor_system_has_akkas_dispatchers_with_akkas_settings()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Config = ConfigurationFactory.ParseString("akka.actor.default-dispatcher.throughput = 23") });
        using var akkas = ActorSystem.Create("akkas");
        Assert.IsType<PlainTimes>(pool.Host.System.Settings.Config);
        foreach (var id in new[] { "akka.actor.default-dispatcher", "akka.actor.internal-dispatcher" })
        {
            var (own, theirs) = (pool.Host.System.Dispatchers.Lookup(id), akkas.Dispatchers.Lookup(id));
            Assert.IsType<PoolDispatcherConfigurator>(own.Configurator);
            Assert.Equal((theirs.GetType(), theirs.Id, theirs.ThroughputDeadlineTime, theirs.ShutdownTimeout), (own.GetType(), own.Id, own.ThroughputDeadlineTime, own.ShutdownTimeout));
        }

        Assert.Equal(23, pool.Host.System.Dispatchers.Lookup("akka.actor.default-dispatcher").Throughput);
    }
}
