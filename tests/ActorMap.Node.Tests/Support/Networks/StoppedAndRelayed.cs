using System.Globalization;
using ActorMap.Cluster.Tests.Faults.Networks;

namespace ActorMap.Node.Tests.Support.Networks;

/// <summary>What is next to a network that parts, on one that can't: a node that is stopped says nothing and hears nothing; and between two nodes are relays that can hold back what passes.</summary>
internal sealed class StoppedAndRelayed : Network
{
    private readonly PartingNetwork _relays = new();
    private readonly Dictionary<string, Relay> _places = [];

    internal override Task<RunningTool> StartAsync(params string[] arguments) => Task.FromResult(RunningTool.Start(arguments));

    internal override Task PartAsync(RunningNode node) => node.Tool.SignalAsync("STOP");

    internal override Task NoticesAsync(RunningNode node) => Task.CompletedTask;

    internal override Task HealAsync(RunningNode node) => node.Tool.SignalAsync("CONT");

    internal override Task CutAsync(RunningNode one, RunningNode other)
    {
        _relays.Cut(_places[one.Address], _places[other.Address]);
        return Task.CompletedTask;
    }

    protected override Task<RunningTool> StartNodeAsync(string[] arguments)
    {
        var place = _relays.Place();
        _places.Add(place.Address, place);
        return Task.FromResult(RunningTool.Start([.. arguments, "--port", place.Port.ToString(CultureInfo.InvariantCulture), .. Configured(place.Config.ToString())]));
    }

    public override async ValueTask DisposeAsync()
    {
        await _relays.DisposeAsync();
        await base.DisposeAsync();
    }
}
