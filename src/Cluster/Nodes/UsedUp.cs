namespace ActorMap.Cluster.Nodes;

/// <summary>
/// The end of a worker process whose memory an item has used up. That the item fails by it is the item's affair; but whatever allocates meanwhile fails, too. Where that is what serves
/// the items, no state is whole any more that it was about to change, and a death is what everybody knows how to take: others run what was there, and the item in it is the suspect.
/// </summary>
internal static class UsedUp
{
    private static volatile bool _ends;

    /// <summary>From now on it does: the process is a worker's, and its parent starts another.</summary>
    public static void EndsThisProcess() => _ends = true;

    /// <summary>Ends the process by an error of its own code that is for want of memory. For a filter: before anything is unwound.</summary>
    /// <returns>False, where it returns.</returns>
    public static bool Ends(Exception error)
    {
        if (_ends && error is OutOfMemoryException and not InsufficientMemoryException)
            Environment.FailFast("ActorMap: the memory that this worker process may take is used up.");
        return false;
    }
}
