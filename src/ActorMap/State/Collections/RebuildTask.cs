namespace ActorMap.State;

/// <summary>A collection whose copy is built anew when the graph is complete, since its keys hash differently in a copy.</summary>
internal abstract class RebuildTask
{
    /// <summary>Fills the copy. May be done again.</summary>
    internal abstract void Build();

    /// <summary>Whether the copy finds all that it holds.</summary>
    internal abstract bool IsSound();

    /// <summary>
    /// Later ones were met deeper and go first. A key's hash may still depend on a collection that comes after it (through a reference
    /// that two share): then what is not sound is built again, each round settling one more level.
    /// </summary>
    internal static void RunAll(List<RebuildTask> tasks)
    {
        for (var i = tasks.Count - 1; i >= 0; i--) tasks[i].Build();
        if (tasks.Count == 1) return;

        for (var round = 1; round < tasks.Count; round++)
        {
            var unsound = tasks.FindAll(task => !task.IsSound());
            if (unsound.Count == 0) return;
            for (var i = unsound.Count - 1; i >= 0; i--) unsound[i].Build();
        }
    }
}
