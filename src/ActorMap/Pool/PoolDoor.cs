using ActorMap.Threading;
using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>
/// Closes with the pool's actor, and before that has ended: it first waits for its workers, whose functions may never return, and reads nothing
/// meanwhile. A child is stopped beside the workers.
/// </summary>
internal sealed class PoolDoor(PoolState state) : UntypedActor
{
    public static Props Props(PoolState state) => ActorFactory<PoolDoor>.Props(() => new PoolDoor(state));

    protected override void PostStop() => state.Waiting.Close();

    protected override void OnReceive(object message) => Unhandled(message);
}
