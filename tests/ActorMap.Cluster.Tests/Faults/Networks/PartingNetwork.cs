namespace ActorMap.Cluster.Tests.Faults.Networks;

/// <summary>
/// Between the members of a cluster: each is reached by a relay, and what passes between one of them and the others, or between two of them, can be stopped, as where a cable is pulled. Nobody
/// is told, no connection breaks, and what was sent comes when the network is whole again: late, as by TCP.
/// </summary>
internal sealed class PartingNetwork : IAsyncDisposable
{
    private readonly List<Relay> _relays = [];
    private readonly Lock _lock = new();
    private Relay? _parted;
    private (Relay One, Relay Other)? _cut;
    private TaskCompletionSource _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A place for one more member.</summary>
    public Relay Place()
    {
        var relay = new Relay(this);
        lock (_lock) _relays.Add(relay);
        return relay;
    }

    public void Part(Relay member)
    {
        lock (_lock) _parted = member;
    }

    /// <summary>Stops what passes between the two; each goes on with the others.</summary>
    public void Cut(Relay one, Relay other)
    {
        lock (_lock) _cut = (one, other);
    }

    public void Heal()
    {
        lock (_lock)
        {
            (_parted, _cut) = (null, null);
            _whole.SetResult();
            _whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Completes when something may pass between the two; null is whoever did not say who it is.</summary>
    public async Task PassesAsync(Relay one, Relay? other)
    {
        while (IsParted(one, other) is { } whole) await whole;
    }

    /// <summary>Who dials: Akka's remoting begins with the address by which it wants to be answered, and in that the port is field 3, a varint.</summary>
    public Relay? WhoDials(ReadOnlySpan<byte> greeting)
    {
        lock (_lock)
        {
            foreach (var relay in _relays)
            {
                if (greeting.IndexOf(relay.PortOnTheWire) >= 0) return relay;
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        Heal();
        Relay[] relays;
        lock (_lock) relays = [.. _relays];
        foreach (var relay in relays) await relay.DisposeAsync();
    }

    private Task? IsParted(Relay one, Relay? other)
    {
        lock (_lock) return (_parted is not null && (_parted == one || _parted == other)) || _cut == (one, other) || _cut == (other, one) ? _whole.Task : null;
    }
}
