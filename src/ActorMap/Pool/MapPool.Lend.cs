using ActorMap.Functions;
using ActorMap.Threading;
using ActorMap.Workers;

namespace ActorMap;

/// <content>Callers of small maps lend their thread (docs/decisions/0033).</content>
public sealed partial class MapPool
{
    // Null where the caller's configuration has another dispatcher there.
    private InPlaceDispatcher? Coordination => field ??= _host.System.Dispatchers.Lookup(DispatcherIds.Coordination) as InPlaceDispatcher;

    /// <summary>
    /// The caller's thread, where a map is so small that whoever waits for it may as well help, leaves a core for each of its items, and has no code of the user's but the function. Else null.
    /// </summary>
    internal LentThread? Lend(Work work, Task end) =>
        work is { Cargo: null, Source: { Ended: true } source, Options: { RetryWhen: null, Journal: null, Observer: null } } && source.Total < Environment.ProcessorCount && source.Total <= Workers
        && Time == TimeProvider.System && !InsideWorker.Is
            ? Coordination?.Lent.Lend(end, InPlaceDispatcher.Running)
            : null;
}
