using System.Reflection;

namespace ActorMap.Codec;

/// <summary>For delegates: the method and the target's number, or the numbers of the parts. Made when what they call is.</summary>
internal sealed class DelegateForm : Form
{
    internal static DelegateForm Instance { get; } = new();

    internal override void WriteHead(object value, GraphWriter to)
    {
        var parts = ((Delegate)value).GetInvocationList();
        to.Head.Number(parts.Length);
        if (parts.Length == 1)
        {
            MethodReference.Write(parts[0].Method, to);
            to.Head.Number(to.NumberOf(parts[0].Target));
            return;
        }

        foreach (var part in parts) to.Head.Number(to.NumberOf(part));
    }

    internal override object? Make(Type type, ref WireReader head, GraphReader reader)
    {
        var count = head.Count();
        if (count == 0) throw new WireException("a delegate calls nothing");
        var method = count == 1 ? MethodReference.Read(ref head, reader) as MethodInfo ?? throw new WireException("a delegate calls a constructor") : null;
        var others = new int[count];
        for (var i = 0; i < count; i++) others[i] = reader.NumberFrom(ref head);
        reader.MakeLater(new PendingDelegate(type, method, others));
        return null;
    }
}
