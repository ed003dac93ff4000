using System.Reflection;

namespace ActorMap.Codec;

/// <summary>A delegate that waits for what it calls to be made.</summary>
/// <param name="Type">The delegate's type.</param>
/// <param name="Method">What it calls; null where it is several in a row.</param>
/// <param name="Others">The number of its target, or those of its parts.</param>
internal sealed record PendingDelegate(Type Type, MethodInfo? Method, int[] Others)
{
    internal Delegate Make(Func<int, object?> other)
    {
        if (Method is null) return Delegate.Combine(Array.ConvertAll(Others, number => (Delegate?)other(number)))!;
        return other(Others[0]) is { } target
            ? Delegate.CreateDelegate(Type, target, Method)
            : Delegate.CreateDelegate(Type, Method);
    }
}
