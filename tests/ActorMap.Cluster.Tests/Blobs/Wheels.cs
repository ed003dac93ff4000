using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>Carries when the spec says so.</summary>
internal sealed class Wheels : IBlobCarrier
{
    private readonly List<(string Address, TaskCompletionSource<Carried> Arrives, CancellationToken Cancellation)> _under = [];

    public List<string> Forgone { get; } = [];

    public long From => 1;

    public Task<string?> AddressAsync() => Task.FromResult<string?>("own:1");

    public Task<Carried> FetchAsync(BlobId blob, string address, CancellationToken cancellation)
    {
        var arrives = new TaskCompletionSource<Carried>();
        _under.Add((address, arrives, cancellation));
        return arrives.Task;
    }

    public void Bring(string address, Carried carried) => Take(address).SetResult(carried);

    public void Fail(string address, Exception error) => Take(address).SetException(error);

    public bool IsCancelled(string address) => _under.Single(one => one.Address == address).Cancellation.IsCancellationRequested;

    public void Forgo(string address, string why) => Forgone.Add($"{address} {why}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TaskCompletionSource<Carried> Take(string address)
    {
        var place = _under.FindIndex(one => one.Address == address);
        Assert.True(place >= 0, $"Nothing is fetched from {address}.");
        var arrives = _under[place].Arrives;
        _under.RemoveAt(place);
        return arrives;
    }
}
