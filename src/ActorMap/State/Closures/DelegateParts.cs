using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>
/// What the runtime keeps in a delegate. Cloning one and pointing the clone at another target takes nanoseconds; making one through
/// reflection takes a microsecond, in every worker, for every map.
/// </summary>
internal static class DelegateParts
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    internal static extern object CloneObject(object original);

    internal static Delegate Clone(Delegate original) => (Delegate)CloneObject(original);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_target")]
    internal static extern ref object? Target(Delegate function);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodPtr")]
    internal static extern ref nint Code(Delegate function);
}
