using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.Codec;

/// <summary>For arrays of any rank and bounds: their lengths are the head, their elements in a row the content.</summary>
internal abstract class ArrayForm(Type array, int least) : Form
{
    private readonly Type _element = array.GetElementType()!;

    /// <summary>The fewest bytes of an element; what has none is given one, so that no length costs nothing.</summary>
    private protected int Least { get; } = Math.Max(least, 1);

    internal override void WriteHead(object value, GraphWriter to)
    {
        var written = (Array)value;
        for (var d = 0; d < written.Rank; d++)
        {
            to.Head.Number((ulong)written.GetLongLength(d));
            if (!array.IsSZArray) to.Head.Signed(written.GetLowerBound(d));
        }
    }

    internal override object Make(Type type, ref WireReader head, GraphReader reader)
    {
        if (array.IsSZArray)
        {
            var length = head.CheckedCount(head.Number(), 0);
            reader.Spend(length, Least);
            return Make(_element, length);
        }

        var (lengths, bounds) = (new int[array.GetArrayRank()], new int[array.GetArrayRank()]);
        ulong total = 1;
        for (var d = 0; d < lengths.Length; d++)
        {
            lengths[d] = head.CheckedCount(head.Number(), 0);
            bounds[d] = checked((int)head.Signed());
            total = (ulong)head.CheckedCount(total * (ulong)lengths[d], 0);
        }

        reader.Spend((long)total, Least);
        return Array.CreateInstance(_element, lengths, bounds);
    }

    private protected virtual Array Make(Type element, int length) => Array.CreateInstance(element, length);

    private protected static ref byte First(object array) => ref MemoryMarshal.GetArrayDataReference(Unsafe.As<Array>(array));
}
