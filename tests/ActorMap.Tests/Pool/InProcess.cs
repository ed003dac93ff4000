namespace ActorMap.Tests.Pool;

/// <content>The kinds of pool whose workers are in this process.</content>
public abstract partial class PoolContract
{
    public sealed class OneWorker : InProcess
    {
        protected override int Workers => 1;
    }

    public sealed class TwoWorkers : InProcess
    {
        protected override int Workers => 2;
    }

    public sealed class ManyWorkers : InProcess
    {
        protected override int Workers => 9;
    }

    public abstract class InProcess : PoolContract
    {
        protected override Task<MapPool> StartAsync(PoolOptions options) => MapPool.StartAsync(options);
    }
}
