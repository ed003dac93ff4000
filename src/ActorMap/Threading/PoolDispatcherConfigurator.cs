using Akka.Configuration;
using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>Akka's own dispatcher; its two times are read plainly, as Akka gives a dispatcher a configuration that is no <see cref="PlainTimes"/>.</summary>
internal sealed class PoolDispatcherConfigurator : MessageDispatcherConfigurator
{
    /// <summary>For an actor system that is ours alone: its own dispatchers, and those that name no type.</summary>
    public const string Settings = """
        akka.actor {
          default-dispatcher.type = "ActorMap.Threading.PoolDispatcherConfigurator, ActorMap"
          internal-dispatcher.type = "ActorMap.Threading.PoolDispatcherConfigurator, ActorMap"
        }
        """;

    private readonly Dispatcher _dispatcher;

    public PoolDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new Dispatcher(
            this, config.GetString("id"), config.GetInt("throughput"), Ticks(PlainTimes.Read(config, "throughput-deadline-time")), ConfigureExecutor(), PlainTimes.Read(config, "shutdown-timeout"));

    public override MessageDispatcher Dispatcher() => _dispatcher;

    private static long? Ticks(TimeSpan deadline) => deadline > TimeSpan.Zero ? deadline.Ticks : null;
}
