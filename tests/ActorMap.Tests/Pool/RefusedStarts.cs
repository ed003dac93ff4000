using Akka.Actor;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>A pool that can't be is refused at the call, or as soon as its actor can't be made.</summary>
public sealed class RefusedStarts
{
    [Theory]
    [InlineData(0)]
    [InlineData(32_769)]
    [InlineData(int.MaxValue)]
    public async Task More_workers_than_there_can_be_threads_are_refused_by_name_as_none_are(int workers)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => MapPool.StartAsync(new PoolOptions { Workers = workers }));
        Assert.Equal("Workers", error.ParamName);
        Assert.Contains("PoolOptions.Workers must be from 1 to 32768", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_actor_can_not_be_made_is_not_waited_for()
    {
        var options = new PoolOptions { Workers = 1, Config = ConfigurationFactory.ParseString("actormap.worker-dispatcher.type = Nobody") };
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => MapPool.StartAsync(options));
        Assert.IsNotType<AskTimeoutException>(error.InnerException);
        Assert.Contains("did not start. Look into the actor system's log", error.Message, StringComparison.Ordinal);
    }
}
