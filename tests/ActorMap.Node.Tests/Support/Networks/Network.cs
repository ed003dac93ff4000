using ActorMap.Cluster.Tests.Systems;
using Xunit.Abstractions;

namespace ActorMap.Node.Tests.Support.Networks;

/// <summary>Where the members of a spec's cluster are, and can be parted.</summary>
internal abstract class Network : IAsyncDisposable
{
    // Nobody waits for the timers of a network; but whoever gets no core for a while must not be taken for dead.
    private const string Quick = """
        akka.cluster { gossip-interval = 100ms, leader-actions-interval = 100ms, failure-detector { heartbeat-interval = 300ms, acceptable-heartbeat-pause = 8s } }
        """;

    private string _downAfter = "";

    protected Scratch Scratch { get; } = new();

    protected TestAuthority Authority { get; } = new();

    /// <summary>In namespaces of the kernel's where they can be made; elsewhere by what can be done to a process and its connections.</summary>
    /// <param name="downAfter">When its nodes remove whom they do not reach.</param>
    /// <param name="output">Is told which.</param>
    internal static async Task<Network> CreateAsync(string downAfter, ITestOutputHelper output)
    {
        var (namespaces, why) = await Namespaces.TryCreateAsync();
        output.WriteLine(namespaces is null ? $"No network namespaces ({why}): nodes are parted by SIGSTOP and by relays." : "Nodes are parted in network namespaces.");
        var network = namespaces ?? (Network)new StoppedAndRelayed();
        network._downAfter = downAfter;
        return network;
    }

    /// <summary>A node of one worker with the functions of this library. Left behind by a run that was killed, it ends by itself.</summary>
    internal async Task<RunningNode> NodeAsync(params string[] arguments) => await RunningNode.UpAsync(await StartNodeAsync(
        ["node", "-j", "1", "--functions", RunningNode.Library, "--wait-timeout", "4m", "--idle-timeout", "5m", .. arguments]));

    /// <summary>The tool as a client.</summary>
    internal abstract Task<RunningTool> StartAsync(params string[] arguments);

    /// <summary>From now on nothing passes between the node and all others.</summary>
    internal abstract Task PartAsync(RunningNode node);

    /// <summary>Completes when a parted node has noticed it, where it can.</summary>
    internal abstract Task NoticesAsync(RunningNode node);

    internal abstract Task HealAsync(RunningNode node);

    /// <summary>From now on nothing passes between the two; each goes on with all others.</summary>
    internal abstract Task CutAsync(RunningNode one, RunningNode other);

    protected abstract Task<RunningTool> StartNodeAsync(string[] arguments);

    /// <summary>The words of a file of settings.</summary>
    protected string[] Configured(string more = "") => ["--config", Scratch.File($"{Guid.NewGuid():N}.conf", $"actormap.cluster.down-after = {_downAfter}\n{Quick}\n{more}")];

    public virtual ValueTask DisposeAsync()
    {
        Scratch.Dispose();
        Authority.Dispose();
        return ValueTask.CompletedTask;
    }
}
