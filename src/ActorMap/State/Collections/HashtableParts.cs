using System.Collections;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>A hashtable tells its comparer to nobody but derived classes.</summary>
internal static class HashtableParts
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EqualityComparer")]
    internal static extern IEqualityComparer? Comparer(Hashtable table);
}
