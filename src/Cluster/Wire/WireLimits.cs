using System.Text;

namespace ActorMap.Cluster.Wire;

/// <summary>How large things may be on the wire. All sizes are in bytes; those of text are of its UTF-8.</summary>
internal static class WireLimits
{
    /// <summary>
    /// The largest frame of the transport; the same number stands in <c>config/cluster.conf</c>. Far above the best size of a message, so that only a defect
    /// meets it.
    /// </summary>
    public const int Frame = 1024 * 1024;

    /// <summary>
    /// What the transport adds to a message: two actor paths, a manifest, the envelope. Within some bytes under the frame the receiver breaks the connection.
    /// </summary>
    public const int Envelope = 4 * 1024;

    /// <summary>The largest encoded message.</summary>
    public const int Message = Frame - Envelope;

    /// <summary>The largest part of a blob. Remoting is fastest at 32 to 64 KiB a message, and heartbeats wait behind what is larger.</summary>
    public const int Part = 64 * 1024;

    /// <summary>
    /// Encoded items, results or state up to this travel in the message, larger ones as a blob. The sender's choice: a reader takes what is in the frame.
    /// </summary>
    public const int Inline = 64 * 1024;

    /// <summary>The longest name of a function, a type, a node or an assembly. A longer one is refused, as half a name names something else.</summary>
    public const int Name = 16 * 1024;

    /// <summary>Whether it is no longer than a name may be.</summary>
    public static bool IsName(string text) => Encoding.UTF8.GetByteCount(text) <= Name;

    /// <summary>The longest name of an exception's type; longer ones, of deeply generic types, are cut.</summary>
    public const int ErrorType = 4 * 1024;

    /// <summary>The longest text for a human: an exception's message, a reason. Longer ones are cut, and say so.</summary>
    public const int Text = 32 * 1024;

    /// <summary>The longest stack trace; longer ones, of deep recursion, are cut.</summary>
    public const int StackTrace = 64 * 1024;

    /// <summary>How much of failures goes into a message: as much as a part, but at least one failure.</summary>
    public const int Failures = 64 * 1024;
}
