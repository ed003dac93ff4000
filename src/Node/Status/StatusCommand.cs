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
        Console.SetOut(Console.Error);
        var (json, watch, cluster) = (MapOptionSet.Flag("--json"), MapOptionSet.Flag("--watch"), new ClusterOptionSet());
        var result = CommandLine.Parse("status", arguments, [json, watch, .. cluster.All]);
        var request = cluster.Read(result, "127.0.0.1:4053", Patience)!;
        using var signals = new Nodes.NodeSignals();
        try
        {
            await using var member = await RemotePools.Told(() => ClusterWatch.JoinAsync(RemotePools.Options(request, verbose: false), signals.Token));
            while (true)
            {
                var picture = await member.LookAsync(signals.Token);
                var code = Streams.Print(result.GetValue(json) ? StatusJson.Text(picture) : StatusTable.Text(picture));
                if (code != ExitCode.Done || !result.GetValue(watch)) return code;
                await Task.Delay(LookEvery, TimeProvider.System, signals.Token);
            }
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Who watches has seen enough.
            return ExitCode.Done;
        }
    }
}
