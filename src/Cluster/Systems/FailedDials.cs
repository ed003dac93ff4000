using ActorMap.Threading;
using Akka.Actor;
using Akka.Remote;

namespace ActorMap.Cluster.Systems;

/// <summary>
/// A connection that could not be made is not closed by what remoting is built on: its socket is there until the garbage collector comes, and a member that dials dead ones each second,
/// and has nothing else to do, would run out of files before. So after every few the collector is called.
/// </summary>
internal sealed class FailedDials : UntypedActor
{
    public const string Name = "actormap-dials";

    public const int Few = 32;

    // What was under way when the collector came by itself is old by now, and only found among all that is.
    private const int Many = 8 * Few;

    private readonly Action<int> _collect;
    private int _count;

    private FailedDials(Action<int> collect) => _collect = collect;

    public static Props Props() => Props(static generation => GC.Collect(generation, GCCollectionMode.Forced, blocking: false));

    /// <param name="collect">Is told up to which generation.</param>
    public static Props Props(Action<int> collect) => ActorFactory<FailedDials>.Props(() => new FailedDials(collect));

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(AssociationErrorEvent));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        if (message is not AssociationErrorEvent { IsInbound: false }) return;
        _count = (_count + 1) % Many;
        if (_count % Few == 0) _collect(_count == 0 ? GC.MaxGeneration : 1);
    }
}
