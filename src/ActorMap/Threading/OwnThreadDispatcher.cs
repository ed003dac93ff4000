using Akka.Configuration;
using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>Runs one actor, each on a thread of its own: a worker, whose function may take its thread for as long as it likes.</summary>
internal sealed class OwnThreadDispatcher : MessageDispatcher
{
    private readonly OwnThread _thread = new("actormap-worker");

    public OwnThreadDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
        Id = DispatcherIds.Workers;
        Throughput = configurator.Config.GetInt("throughput");
        ShutdownTimeout = PlainTimes.Read(configurator.Config, "shutdown-timeout");
    }

    protected override void ExecuteTask(IRunnable run) => _thread.Run(run);

    /// <summary>The actor has stopped.</summary>
    protected override void Shutdown() => _thread.End();
}

/// <summary>What <c>config/reference.conf</c> names to have an <see cref="OwnThreadDispatcher"/> for each actor.</summary>
internal sealed class OwnThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites) : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new OwnThreadDispatcher(this);
}
