using System.Collections.Concurrent;

namespace ActorMap.Cluster.Systems;

/// <summary>One attempt of a member to get into a cluster.</summary>
internal sealed class Joining
{
    /// <summary>Between two rounds of probes: a node that is just being started is found soon, one that is not there is not pestered.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private const string LetIn = "something listens there, but it did not let this member in: is it another cluster, or does only one of the two use TLS?";

    private readonly ClusterSystem _member;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly PeerProbe _probe;
    private readonly ConcurrentDictionary<Seed, string> _failures = [];

    public Joining(ClusterSystem member, IReadOnlyList<Seed> seeds, TimeSpan timeout, TimeProvider time)
    {
        (_member, _seeds, _timeout, _time) = (member, seeds, timeout, time);
        _probe = new PeerProbe(member.Tls, time);
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _member.Cluster.RegisterOnMemberUp(() => up.TrySetResult());
        using var late = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var done = new CancellationTokenSource();
        try
        {
            await DialAsync(done.Token, either.Token).ConfigureAwait(false);
            await Task.WhenAny(up.Task, _member.Ended).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unreached();
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
        }
        if (!up.Task.IsCompleted)
            throw new PoolUnavailableException($"The actor system of {_member.Address} ended while it joined {Written(_seeds)}. Look into its log.");
    }

    /// <summary>Only addresses that passed a probe are dialled: a handshake that fails on the way out would end the actor system.</summary>
    private async Task DialAsync(CancellationToken done, CancellationToken cancellation)
    {
        var others = _seeds.Where(seed => !IsSelf(seed)).ToList();
        var isFirst = _seeds.Count > 0 && IsSelf(_seeds[0]);
        for (var found = await ProbeAsync(others, cancellation).ConfigureAwait(false); ; found = await ProbeAsync(others, cancellation).ConfigureAwait(false))
        {
            // The first of the seeds starts the cluster if the others have none yet: they wait for it.
            if (others.Count == 0 || (isFirst && found.Count == 0))
            {
                _member.Cluster.Join(_member.Address);
                return;
            }
            if (found.Count > 0)
            {
                foreach (var seed in found)
                    _ = WatchAsync(seed, done);
                _member.Cluster.JoinSeedNodes(_seeds.Where(seed => IsSelf(seed) || found.Contains(seed)).Select(seed => seed.AddressFor(_member.Address)));
                return;
            }
            await Task.Delay(Pause, _time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<List<Seed>> ProbeAsync(List<Seed> seeds, CancellationToken cancellation)
    {
        var probes = seeds.Select(async seed => (Seed: seed, Failure: await _probe.FailureAsync(seed, cancellation).ConfigureAwait(false)));
        var found = new List<Seed>();
        foreach (var (seed, failure) in await Task.WhenAll(probes).ConfigureAwait(false))
        {
            if (failure is null)
                found.Add(seed);
            _failures[seed] = failure ?? LetIn;
        }
        return found;
    }

    /// <summary>A peer refuses this member's certificate only after this member has accepted the peer's, and remoting does not tell.</summary>
    private async Task WatchAsync(Seed seed, CancellationToken done)
    {
        if (await _probe.RefusedByAsync(seed, done).ConfigureAwait(false) is { } why)
            _failures[seed] = why;
    }

    private bool IsSelf(Seed seed) => seed.AddressFor(_member.Address).Equals(_member.Address);

    private PoolUnavailableException Unreached() => new(
        $"No member of the cluster '{_member.System.Name}' let this one in within {_timeout}. Tried " +
        string.Join("; ", _seeds.Select(seed => $"{seed}: {_failures.GetValueOrDefault(seed, "no answer")}")) +
        ". Are the nodes started, with these addresses and this cluster name?");

    private static string Written(IEnumerable<Seed> seeds) => string.Join(", ", seeds);
}
