using CliWrap;

namespace ActorMap.Node.Programs;

/// <summary>The commands that run: an end of this process that waits for nobody takes them along, with what they have started. From then on none is started.</summary>
internal static class LivingCommands
{
    private static readonly CancellationTokenSource Ending = new();

    // Many are started at once, and the end comes between them: one that is being started is there to be killed.
    private static readonly ReaderWriterLockSlim Starts = new();

    static LivingCommands() => AppDomain.CurrentDomain.ProcessExit += (_, _) => End();

    internal static async Task<CommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        try
        {
            if (Start(command, either.Token) is { } started) return await started;
        }
        catch (OperationCanceledException) when (Ending.IsCancellationRequested)
        {
            // Killed by the end.
        }

        // Told of an outcome, the worker would take its next item.
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        throw new InvalidOperationException("The process has ended.");
    }

    /// <returns>Null where the process ends.</returns>
    private static CommandTask<CommandResult>? Start(Command command, CancellationToken cancellation)
    {
        Starts.EnterReadLock();
        try
        {
            return Ending.IsCancellationRequested ? null : command.ExecuteAsync(cancellation);
        }
        finally
        {
            Starts.ExitReadLock();
        }
    }

    private static void End()
    {
        Starts.EnterWriteLock();
        Ending.Cancel();
    }
}
