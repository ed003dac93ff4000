using Akka.Configuration;
using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>
/// Runs an actor on the thread that tells it something, if the actor is idle; if it is busy, the thread that runs it takes the message along. One message at
/// a time as ever, without waking another thread: a worker that asks for a chunk has it when its call returns. For actors whose handlers are short and
/// never block. See docs/decisions/0001-coordination-in-place.md.
/// </summary>
internal sealed class InPlaceDispatcher : MessageDispatcher
{
    public InPlaceDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
        Id = DispatcherIds.Coordination;

        // Until the mailbox is empty: an actor that stopped earlier would call itself again, one stack frame deeper.
        Throughput = int.MaxValue;
    }

    protected override void ExecuteTask(IRunnable run) => run.Run();

    protected override void Shutdown()
    {
    }
}

/// <summary>What <c>config/reference.conf</c> names to have an <see cref="InPlaceDispatcher"/>.</summary>
internal sealed class InPlaceDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly InPlaceDispatcher _dispatcher;

    public InPlaceDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new InPlaceDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
