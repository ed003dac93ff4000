using ActorMap.Messages;
using ActorMap.Slots;

namespace ActorMap.Cluster.Links;

/// <summary>How a process ended, as a keeper tells it. Pure.</summary>
internal static class Ends
{
    // What fits a message. Of a process that was in more than these nobody is convicted anyway: that takes one suspect alone.
    private const int MostNoted = 10_000;

    /// <param name="death">How it died; null where nobody is to blame.</param>
    public static EndTold Of(Death? death) => death is null
        ? new EndTold(Guid.Empty, EndKind.Left, 0, null, [], [])
        : new EndTold(Guid.Empty, EndKind.Died, death.Exit.Code, death.Exit.Signal, Told(death.Noted), Told(death.Overdue));

    /// <summary>Null where nobody is to blame, or it is not known that it died.</summary>
    public static Death? Read(EndTold told) => told.Kind != EndKind.Died ? null : new Death(new WorkerExit(told.Code, told.Signal), Read(told.Noted)) { Overdue = Read(told.Overdue) };

    // A slot that a process was just writing may hold nonsense, which no message can carry.
    private static NotedRange[] Told(IReadOnlyList<NotedItems> noted) =>
        [.. noted.Where(items => items is { Job: >= 0, Range: { Start: >= 0, IsEmpty: false } }).Take(MostNoted).Select(items => new NotedRange(items.Job, items.Range))];

    private static NotedItems[] Read(NotedRange[] told) => [.. told.Select(noted => new NotedItems(noted.Job, noted.Range, 0))];
}
