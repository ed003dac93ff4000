using System.Diagnostics;

namespace ActorMap.Node.Functions;

/// <summary>The build that runs: an end of this process that waits for nobody takes it along, with what it has made so far.</summary>
internal sealed class LivingBuild : IDisposable
{
    // The build's own processes end a little after it; longer than this nobody waits for an end that was asked for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ManualResetEvent _isSilent = new(initialState: false);
    private readonly Process _build;
    private readonly string _folder;
    private volatile bool _isEnding;

    internal LivingBuild(Process build, string folder)
    {
        (_build, _folder) = (build, folder);
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    /// <summary>Called when all of the build that could print has ended: a build that failed because it was ended is no fault of the code, and nothing is left to be told.</summary>
    internal void StayIfEnding()
    {
        if (!_isEnding) return;
        _isSilent.Set();
        using var never = new ManualResetEvent(initialState: false);
        never.WaitOne();
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        _isSilent.Set();
    }

    private void End(object? sender, EventArgs end)
    {
        _isEnding = true;
        try
        {
            _build.Kill(entireProcessTree: true);
            _isSilent.WaitOne(Patience);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended meanwhile.
        }

        PackageCache.Drop(_folder);
    }
}
