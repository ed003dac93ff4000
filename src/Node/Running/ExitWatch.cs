using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>
/// A function may end the process that it runs in (<c>Environment.Exit</c>), with the code of success and half of the results. As long as this is there such an end is told, and has
/// the code of a map that was stopped.
/// </summary>
internal sealed class ExitWatch : IDisposable
{
    private static bool _isOurs;

    private readonly string _work;

    /// <param name="work">What is not over yet, in words.</param>
    internal ExitWatch(string work)
    {
        _work = work;
        AppDomain.CurrentDomain.ProcessExit += Tell;
    }

    /// <summary>Ends the process because the tool wants it.</summary>
    internal static void Exit(int code)
    {
        Volatile.Write(ref _isOurs, true);
        Environment.Exit(code);
    }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= Tell;

    private void Tell(object? sender, EventArgs end)
    {
        if (Volatile.Read(ref _isOurs)) return;
        Environment.ExitCode = ExitCode.Stopped;
        Streams.Tell(
            $"actormap: the function has ended this process (Environment.Exit) before {_work}. With actormap map --processes such an item ends the process of its worker alone, and is "
            + "a failure of its own.\n");
    }
}
