using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>What a process may copy for its own workers but can't be carried to another, with the cures.</summary>
internal static class NotCarried
{
    private const string PerWorker = "build it in each worker with MapFunction.PerWorker";

    internal static Refusal CompiledAtRunTime { get; } = new("calls code that was compiled while the program ran", "use a lambda or a method");

    internal static Refusal OfTheProcess { get; } = new("belongs to this process", $"keep it in a static field, or {PerWorker}");

    internal static Refusal Caches { get; } = new("holds what was compiled for this process", $"keep it in a static field, or {PerWorker}");

    internal static Refusal Culture { get; } = new("is a culture that was changed", "use CultureInfo.GetCultureInfo, or set its formats in each call");

    internal static Refusal Hashed { get; } = new("is hashed, and can't be built anew from its items", "use a dictionary or a set");

    internal static Refusal Delegates { get; } = new("calls a delegate that calls a delegate, too many deep", "keep them in a list");

    internal static StateCopyException Error(string path, RefusedException refused) => new(
        path, refused.Type, $"{TypeName.Of(refused.Type)} {refused.Refusal.What} and can't be carried to another process; {refused.Refusal.Cure}");
}
