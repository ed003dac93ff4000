using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>What can't be copied: by type, and for some types by what an object is doing.</summary>
internal static class Refusals
{
    /// <summary>Types are told by the names of their bases and interfaces, so that no package is referenced for the sake of refusing it.</summary>
    internal static Refusal? OfType(Type type)
    {
        // What a struct refers to is refused by itself.
        if (type.IsValueType || type.IsAssignableTo(typeof(ISharedByReference))) return null;
        for (var t = type; t is not null; t = t.BaseType)
            if (RefusedTypes.ByName(t) is { } refusal) return Applies(refusal, type) ? refusal : null;
        if (Iterators.Contains(type)) return null;
        return type.GetInterfaces().Select(RefusedTypes.ByName).FirstOrDefault(refusal => refusal is not null) ?? Finalizers.RefusalOf(type);
    }

    /// <summary>Checks an object of a type whose objects can be copied at some times only.</summary>
    internal static Func<object, Refusal?>? GuardOf(Type type)
    {
        if (type == typeof(object)) return o => Monitor.IsEntered(o) ? Refusal.HeldLock : null;
        if (type == typeof(Lock)) return o => ((Lock)o).IsHeldByCurrentThread ? Refusal.HeldLock : null;
        if (type == typeof(ReaderWriterLockSlim)) return o => IsHeld((ReaderWriterLockSlim)o) ? Refusal.HeldLock : null;
        if (type == typeof(SemaphoreSlim)) return o => IsHeld((SemaphoreSlim)o) ? Refusal.HeldLock : null;
        return Iterators.Contains(type) ? o => Iterators.IsUnderWay(o) ? Refusal.Enumerator : null : null;
    }

    // A reader over a string is no more than the string.
    private static bool Applies(Refusal refusal, Type type) =>
        refusal != Refusal.Stream
        || !(type.IsAssignableTo(typeof(StringReader)) || type.IsAssignableTo(typeof(StringWriter)));

    private static bool IsHeld(ReaderWriterLockSlim l) => l.CurrentReadCount > 0 || l.IsWriteLockHeld || l.IsUpgradeableReadLockHeld;

    private static bool IsHeld(SemaphoreSlim semaphore) => semaphore.CurrentCount == 0 || semaphore.CurrentCount < SemaphoreLimit(semaphore);

    // One without a limit says int.MaxValue, and is taken as free while there is a place left.
    private static int SemaphoreLimit(SemaphoreSlim semaphore) => MaxCount(semaphore) is var limit && limit == int.MaxValue ? 0 : limit;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_maxCount")]
    private static extern ref readonly int MaxCount(SemaphoreSlim semaphore);
}
