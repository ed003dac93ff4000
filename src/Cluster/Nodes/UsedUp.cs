using ActorMap.Threading;

namespace ActorMap.Cluster.Nodes;

/// <summary>
/// The end of a worker process whose memory an item has used up. That the item fails by it is the item's affair; but whatever allocates meanwhile fails, too. Where that is what serves
/// the items, no state is whole any more that it was about to change, and a death is what everybody knows how to take: others run what was there, and the item in it is the suspect.
/// </summary>
internal static class UsedUp
{
    // The collector gives up before the last byte: its heap is in regions, and each has room that no other has.
    private const double Full = 0.5;

    private static double _most = double.PositiveInfinity;

    /// <summary>From now on it does: the process is a worker's, and its parent starts another.</summary>
    public static void EndsThisProcess()
    {
        _most = Full * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        // Akka's own code catches what it throws, and an actor that is lost by it is missed by nobody. A function is on its worker's thread, where it only harms itself.
        AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) =>
        {
            if (!OwnThread.IsCurrent) Ends(thrown.Exception);
        };
    }

    /// <summary>Ends the process by an error that is for want of memory, where there is none left: an array that is too large for all there is leaves everything as it was. For a filter: before anything is unwound.</summary>
    /// <returns>False, where it returns.</returns>
    public static bool Ends(Exception error)
    {
        if (error is OutOfMemoryException and not InsufficientMemoryException && GC.GetTotalMemory(forceFullCollection: false) > _most)
            Environment.FailFast("ActorMap: the memory that this worker process may take is used up.");
        return false;
    }
}
