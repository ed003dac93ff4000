using Xunit;

namespace ActorMap.Node.Tests.Support;

/// <summary>A seed and a second node, with the functions of this library and code allowed, for specs that leave them alive.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly List<RunningNode> _nodes = [];

    internal string Address => _nodes[0].Address;

    internal IReadOnlyList<RunningNode> Nodes => _nodes;

    public async Task InitializeAsync()
    {
        _nodes.Add(await RunningNode.StartAsync("--functions", RunningNode.Library, "--allow-code"));
        _nodes.Add(await RunningNode.StartAsync("--functions", RunningNode.Library, "--allow-code", "--join", Address));
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }
}
