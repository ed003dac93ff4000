using Akka.Actor;
using Akka.Configuration;

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

    /// <summary>In a system of the caller's that serializes also what stays within it.</summary>
    public sealed class SerializingSystem : InProcess
    {
        private readonly ActorSystem _system = ActorSystem.Create("serializing", ConfigurationFactory.ParseString("akka { loggers = [], stdout-loglevel = OFF, actor.serialize-messages = on }"));

        protected override int Workers => 2;

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Within(_system.Terminate());
        }

        protected override Task<MapPool> StartAsync(PoolOptions options) => MapPool.UseAsync(_system, options);
    }

    public abstract class InProcess : PoolContract
    {
        protected override Task<MapPool> StartAsync(PoolOptions options) => MapPool.StartAsync(options);
    }
}
