using ActorMap.Cluster.Lines;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Systems;
using ActorMap.Slots;
using Akka.Actor;
using Akka.Configuration;

namespace ActorMap.Cluster.Processes;

/// <summary>The node in a worker process: reached by the program that started it alone, so it is in no cluster. Any code of that program may run on it.</summary>
internal sealed class ProcessNode : IWorkerNode
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // What runs beside a thread that never comes back is waited for so long: that one takes a core meanwhile.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    // Items whose process has grown, or has run its share, may take as long as they like: where that is too long, the parent ends it.
    private static readonly TimeSpan NoHurry = TimeSpan.FromDays(20);

    // The functions' disposal, and what is behind it.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private readonly ClusterNode _node;
    private readonly Wear _wear;

    private ProcessNode(ClusterNode node, Wear wear, long memory, bool sharesMemory)
    {
        (_node, _wear, SharesMemory) = (node, wear, sharesMemory);
        if (memory < long.MaxValue) _ = WatchAsync(memory);
        Ended = EndAsync();
    }

    public string Address => _node.Address;

    public bool SharesMemory { get; }

    public Task<int> Ended { get; }

    public static async Task<IWorkerNode> StartAsync(ProcessSettings settings)
    {
        var options = new NodeOptions { Name = ProcessPool.SystemName, Port = 0, Workers = settings.Workers, AllowCode = true };
        var (socket, port) = LineDoor.Connect(settings.Door, settings.Key);
        var member = MemberSettings.Of(options) with { Embedded = true, Port = port, Config = settings.Config.Length == 0 ? null : ConfigurationFactory.ParseString(settings.Config) };
        var wear = new Wear(settings.Items);
        var slots = SlotBoard.Open(settings.Slots);
        HardExit.Say = code => slots.Ending = code;
        var shared = MemoryPair.TryOpen(settings.Reads, settings.Writes);
        var node = await ClusterNode.StartAsync(member, options, _ => Task.CompletedTask, wear, slots, shared).ConfigureAwait(false);
        new Line(socket, node.System, new Address("akka.tcp", ProcessPool.SystemName, options.Host, settings.Door)).BeginAt(node.Door);
        return new ProcessNode(node, wear, settings.Memory, shared is not null);
    }

    public ValueTask DisposeAsync() => Ended.IsCompleted ? ValueTask.CompletedTask : _node.DisposeAsync();

    private async Task<int> EndAsync()
    {
        if (await Task.WhenAny(_node.Ended, _wear.Worn).ConfigureAwait(false) == _node.Ended) return await _node.Ended.ConfigureAwait(false);
        if (_wear.HasLostThread) HardExit.After(DrainTime + EndTime, WorkerExitCode.Recycled);
        await _node.RetireAsync(_wear.HasLostThread ? DrainTime : NoHurry).ConfigureAwait(false);
        HardExit.After(EndTime, WorkerExitCode.Recycled);
        return WorkerExitCode.Recycled;
    }

    /// <summary>A process that has grown takes no more items. One that has run none is as small as it can be: its item is the parent's to judge.</summary>
    private async Task WatchAsync(long memory)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (Environment.WorkingSet <= memory || _wear.Answered == 0) await timer.WaitForNextTickAsync().ConfigureAwait(false);
        _wear.WearOut();
    }
}
