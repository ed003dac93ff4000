namespace ActorMap.State;

/// <summary>Why objects of a kind can't be copied, and what to do instead.</summary>
/// <param name="What">Goes between the type's name and "and can't be copied".</param>
/// <param name="Cure">Tells what to do.</param>
internal sealed record Refusal(string What, string Cure)
{
    private const string PerWorker = "build it in each worker with MapFunction.PerWorker";

    internal static Refusal NativeHandle { get; } = new("holds a native handle", PerWorker);
    internal static Refusal NativeMemory { get; } = new("points to native memory", PerWorker);
    internal static Refusal Stream { get; } = new("is a stream", $"read what is needed before the map, or {PerWorker}");
    internal static Refusal Socket { get; } = new("is a connection", PerWorker);
    internal static Refusal Database { get; } = new("is a database connection", "open it in each worker with MapFunction.PerWorker");
    internal static Refusal Http { get; } = new("holds connections", PerWorker);
    internal static Refusal Process { get; } = new("stands for a part of the operating system", PerWorker);
    internal static Refusal WaitHandle { get; } = new(
        "is a wait handle of the operating system", "leave it to the caller: a worker's copy is used by one call at a time");
    internal static Refusal Thread { get; } = new("is a thread", "leave it to the caller: the workers have threads of their own");
    internal static Refusal Task { get; } = new("is work under way", "await it before the map and capture its result");
    internal static Refusal Timer { get; } = new("is a timer", PerWorker);
    internal static Refusal Cancellation { get; } = new("belongs to the caller", "use MapContext.CancellationToken");
    internal static Refusal PerThread { get; } = new(
        "has a value for each thread or flow of calls", "use a plain field: each worker has its own copy");
    internal static Refusal Channel { get; } = new("hands items between threads", "map over its items: pass ReadAllAsync() to Map");
    internal static Refusal Weak { get; } = new("refers weakly to an object of the caller", "capture the object itself");
    internal static Refusal Logger { get; } = new("is a logger", $"log in the caller from Settled() or Progress, or {PerWorker}");
    internal static Refusal Service { get; } = new("is a service", $"capture the values that are needed of it, or {PerWorker}");
    internal static Refusal Component { get; } = new("is a component, which others listen to and look at,", $"capture its values as an array or a list, or {PerWorker}");
    internal static Refusal Actor { get; } = new("belongs to an actor system", "send messages from the caller, as results come");
    internal static Refusal HeldLock { get; } = new("is a lock that is held", "start the map after releasing it");
    internal static Refusal Enumerator { get; } = new("is an enumeration under way", "capture its items as an array or a list");
    internal static Refusal HashedByIdentity { get; } = new(
        "is hashed by keys whose hash is not the same in a copy", "build it from the items in each worker with MapFunction.PerWorker");

    internal static Refusal ForeignDelegate(Delegate function) => new(
        $"calls {TypeName.Of(function.Target!.GetType())}.{function.Method.Name} on an object that is not part of the function",
        "capture the object itself, or use a lambda");

    internal string Of(Type type) => $"{TypeName.Of(type)} {What} and can't be copied; {Cure}";
}
