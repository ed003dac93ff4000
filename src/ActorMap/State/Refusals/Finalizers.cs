using System.Reflection;
using System.Runtime.InteropServices;

namespace ActorMap.State;

/// <summary>
/// A finalizer that frees native memory frees it once for each copy, even where the handle is kept as a plain number.
/// Others (<c>Dispose(false)</c> with nothing to free) do no harm.
/// </summary>
internal static class Finalizers
{
    internal static Refusal? RefusalOf(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            if (t.Assembly == typeof(object).Assembly) return null;
            var finalizer = t.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly, []);
            if (finalizer is not null && Frees(finalizer, [])) return Refusal.NativeHandle;
        }

        return null;
    }

    private static bool Frees(MethodBase method, HashSet<MethodBase> seen)
    {
        if (IsNative(method)) return true;
        // Only the type's own library is followed: what it frees, it frees itself.
        if (!seen.Add(method) || method.Module != seen.First().Module) return false;
        return IlReader.Read(method) is { } body && body.Any(i => i.Method is { } called && Frees(called, seen));
    }

    private static bool IsNative(MethodBase method) =>
        method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
        || method.DeclaringType == typeof(NativeMemory)
        || (method.DeclaringType == typeof(Marshal) && method.Name.StartsWith("Free", StringComparison.Ordinal));
}
