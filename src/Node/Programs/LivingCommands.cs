using CliWrap;

namespace ActorMap.Node.Programs;

/// <summary>The commands that run: an end of this process that waits for nobody takes them along, with what they have started.</summary>
internal static class LivingCommands
{
    private static readonly CancellationTokenSource Ending = new();

    static LivingCommands() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Ending.Cancel();

    internal static async Task<CommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Ending.Token);
        return await command.ExecuteAsync(either.Token);
    }
}
