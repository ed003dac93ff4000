namespace ActorMap.Node.Shell;

/// <summary>What the tool's exit says to a script.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int SomeFailed = 1;
    internal const int Usage = 2;
    internal const int Function = 3;
    internal const int InputOutput = 4;
    internal const int NoPool = 5;
    internal const int Stopped = 6;
    internal const int Defect = 70;

    /// <summary>The system gives too few files, threads or memory.</summary>
    internal const int System = 71;
    internal const int HungUp = 129;
    internal const int Interrupted = 130;
    internal const int Quit = 131;
    internal const int ReaderGone = 141;
    internal const int Terminated = 143;

    /// <summary>Whether somebody asked the tool to end, and it did so in order.</summary>
    internal static bool IsSignal(int code) => code is HungUp or Interrupted or Terminated;
}
