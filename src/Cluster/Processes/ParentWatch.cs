namespace ActorMap.Cluster.Processes;

/// <summary>Listens to the parent on a thread of its own: <c>stop</c> asks for an end, the end of the stream says that the parent is gone.</summary>
internal static class ParentWatch
{
    /// <param name="streams">Where the parent speaks.</param>
    /// <param name="stop">What to do when the parent asks for an end; it must return at once.</param>
    public static void Start(ProtocolStreams streams, Action stop) => new Thread(() => Listen(streams, stop)) { IsBackground = true, Name = "actormap-parent" }.Start();

    private static void Listen(ProtocolStreams streams, Action stop)
    {
        while (streams.ReadLine() is { } line)
            if (line == WorkerProtocol.Stop) stop();

        // Nobody waits for what this process holds, and nobody else would end it.
        HardExit.Now(WorkerExitCode.Orphaned);
    }
}
