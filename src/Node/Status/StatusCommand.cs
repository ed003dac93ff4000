using ActorMap.Cluster.Looking;
using ActorMap.Node.Arguments;
using ActorMap.Node.Running;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Status;

/// <summary><c>actormap status</c>: joins, looks, tells, leaves.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    internal static async Task<int> RunAsync(string[] arguments)
    {
        ErrorWriter.TakeConsole();
        var options = new StatusOptionSet();
        var result = CommandLine.Parse("status", arguments, options.All);
        var request = options.Cluster.Read(result, "127.0.0.1:4053", Patience)!;
        using var signals = new Nodes.NodeSignals();
        var told = false;
        try
        {
            await using var member = await RemotePools.Told(() => ClusterWatch.JoinAsync(RemotePools.Options(request, verbose: false), signals.Token));
            while (true)
            {
                var picture = await member.LookAsync(signals.Token);
                var code = Streams.Print(result.GetValue(options.Json) ? StatusJson.Text(picture) : StatusTable.Text(picture));
                told = true;
                if (code != ExitCode.Done || !result.GetValue(options.Watch)) return code;
                await Task.Delay(LookEvery, TimeProvider.System, signals.Token);
            }
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Who watches has seen enough; who saw nothing was interrupted.
            return told ? ExitCode.Done : signals.Code;
        }
    }
}
