using System.Text;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster.Lines;

/// <summary>
/// The other end of a connection between a program and one of its processes, as an actor: what it is told goes there as a frame, and what comes from there is told in its
/// name. There is one link at one end and one node at the other, so nothing says who is meant.
/// </summary>
internal sealed class Line : MinimalActorRef, ISendsAtOnce
{
    private readonly LineSocket _socket;
    private readonly ExtendedActorSystem _system;
    private readonly ILoggingAdapter _log;
    private Hello? _greeting;
    private IActorRef _session = ActorRefs.Nobody;

    /// <param name="socket">The connection.</param>
    /// <param name="system">The actor system of this end.</param>
    /// <param name="address">What the other end is called.</param>
    public Line(LineSocket socket, ActorSystem system, Address address)
    {
        (_socket, _system, Path) = (socket, (ExtendedActorSystem)system, new RootActorPath(address) / "line");
        _log = Logging.GetLogger(system, typeof(Line));
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider => _system.Provider;

    /// <summary>At the program's end: all that comes is for the link.</summary>
    public void BeginFor(IActorRef link) => Begin(_ => link);

    /// <summary>At the process's end: who greets comes to the door, all else is for the session that answered the last greeting.</summary>
    public void BeginAt(IActorRef door) => Begin(message =>
    {
        if (message is Hello greeting) Volatile.Write(ref _greeting, greeting);
        return message is Hello ? door : Volatile.Read(ref _session);
    });

    protected override void TellInternal(object message, IActorRef sender)
    {
        // The one before it may be late with its own answer.
        if (message is Welcome welcome && welcome.Session == Volatile.Read(ref _greeting)?.Session) Volatile.Write(ref _session, sender);
        try
        {
            Span<byte> first = stackalloc byte[8];
            var name = WireFormat.ManifestOf(message);
            first[0] = (byte)Encoding.ASCII.GetBytes(name, first[1..]);
            using var writer = new WireWriter();
            WireFormat.Write(message, writer);
            _socket.Send(first[..(first[0] + 1)], writer.Written);
        }
        catch (WireException refusal)
        {
            ClusterLog.NotSent(_log, refusal);
        }
    }

    private void Begin(Func<object, IActorRef> receiver) => _socket.Begin(frame =>
    {
        try
        {
            var bytes = frame.Span;
            Span<char> name = stackalloc char[byte.MaxValue];
            name = name[..Encoding.ASCII.GetChars(bytes.Slice(1, bytes[0]), name)];
            var message = WireFormat.Decode(name, frame[(1 + bytes[0])..]);
            receiver(message).Tell(message, this);
        }
        catch (WireException refusal)
        {
            ClusterLog.NotUnderstood(_log, refusal);
        }
    });
}
