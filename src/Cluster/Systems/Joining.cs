using System.Collections.Concurrent;
using ActorMap.Cluster.Systems.Downing;
using Akka.Actor;
using Akka.Cluster;

namespace ActorMap.Cluster.Systems;

/// <summary>One attempt of a member to get into a cluster.</summary>
internal sealed class Joining
{
    /// <summary>Between two rounds of probes: a node that is just being started is found soon, one that is not there is not pestered.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>While a member that died is not yet removed, nobody who joins gets further than weakly up; that is enough to work.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private const string Elsewhere =
        "something listens there, but it did not let this member in: a seed must be spelled as that member spells itself (its --public-host, or else its --host: a name and the address it leads to are two spellings); " +
        "else it is of another cluster, or only one of the two uses TLS";

    // At a port that was any free one nobody has been before.
    private const string Before = "; or it is of this cluster, and has not yet removed a member that died at this address";

    private readonly ClusterSystem _member;
    private readonly IReadOnlyList<Seed> _seeds;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly PeerProbe _probe;
    private readonly string _letIn;
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Address> _found = [];
    private readonly ConcurrentDictionary<Seed, string> _failures = [];

    public Joining(ClusterSystem member, IReadOnlyList<Seed> seeds, TimeSpan timeout, TimeProvider time)
    {
        (_member, _seeds, _timeout, _time) = (member, seeds, timeout, time);
        _probe = new PeerProbe(member.Tls, time);
        _letIn = member.System.Settings.Config.GetInt("akka.remote.dot-netty.tcp.port") == 0 ? Elsewhere : Elsewhere + Before;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        _member.Cluster.RegisterOnMemberUp(() => _up.TrySetResult());
        using var late = new CancellationTokenSource(_timeout, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        var dialling = DialAsync(end.Token);
        try
        {
            while (!_up.Task.IsCompleted && !_member.Ended.IsCompleted)
            {
                // A wait whose token is cancelled is over at once, so that has to be asked by itself.
                end.Token.ThrowIfCancellationRequested();
                await Task.WhenAny(_up.Task, _member.Ended, Task.Delay(Look, _time, end.Token)).WaitAsync(end.Token).ConfigureAwait(false);
                if (_member.Cluster.SelfMember.Status == MemberStatus.WeaklyUp) _up.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unreached();
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await dialling.ConfigureAwait(false);
        }
        if (!_up.Task.IsCompleted)
            throw new PoolUnavailableException($"The actor system of {_member.Address} ended while it joined{(_seeds.Count > 0 ? $" by {string.Join(", ", _seeds)}" : " a cluster of its own")}. Look into its log.");
    }

    /// <summary>Only addresses that passed a probe are dialled: it says why not, where remoting says nothing.</summary>
    private async Task DialAsync(CancellationToken end)
    {
        var others = _seeds.Where(seed => !IsSelf(seed)).ToList();
        if (others.Count == 0)
            _member.Cluster.Join(_member.Address);
        else if (IsSelf(_seeds[0]))
            await DialAsFirstAsync(others, end).ConfigureAwait(false);
        else
            await Task.WhenAll(others.Select(seed => SeekAsync(seed, end))).ConfigureAwait(false);
    }

    /// <summary>The first of the seeds starts the cluster if the others have none: they wait for it. So it asks all that are there, and once.</summary>
    private async Task DialAsFirstAsync(List<Seed> others, CancellationToken end)
    {
        var probed = await Task.WhenAll(others.Select(async seed => (Seed: seed, IsThere: await IsThereAsync(seed, end).ConfigureAwait(false)))).ConfigureAwait(false);
        var found = probed.Where(probe => probe.IsThere).Select(probe => probe.Seed.AddressFor(_member.Address)).ToList();
        if (end.IsCancellationRequested)
            return;
        if (found.Count == 0)
            _member.Cluster.Join(_member.Address);
        else
            _member.Cluster.JoinSeedNodes([_member.Address, .. found]);
    }

    /// <summary>Tries a seed until it is there, and then asks it along with those found before: one that waits for a cluster itself lets nobody in.</summary>
    private async Task SeekAsync(Seed seed, CancellationToken end)
    {
        while (!await IsThereAsync(seed, end).ConfigureAwait(false))
        {
            if (end.IsCancellationRequested)
                return;
            await Task.Delay(Pause, _time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        lock (_found)
        {
            _found.Add(seed.AddressFor(_member.Address));
            if (!_up.Task.IsCompleted)
                _member.Cluster.JoinSeedNodes(_found);
        }
        // A peer refuses this member's certificate only after this member has accepted the peer's, and remoting does not tell.
        if (await _probe.RefusedByAsync(seed, end).ConfigureAwait(false) is { } why)
            _failures[seed] = why;
    }

    private async Task<bool> IsThereAsync(Seed seed, CancellationToken end)
    {
        try
        {
            var failure = await _probe.FailureAsync(seed, end).ConfigureAwait(false);
            _failures[seed] = failure ?? _letIn;
            return failure is null;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception error)
        {
            // Whatever else is wrong with one seed, another may do.
            _failures[seed] = Failures.MessageOf(error);
            return false;
        }
    }

    private bool IsSelf(Seed seed) => seed.AddressFor(_member.Address).Equals(_member.Address);

    private PoolUnavailableException Unreached() => new(
        $"No member of the cluster '{_member.System.Name}' let this one in within {_timeout.TotalSeconds} s. Tried " +
        string.Join("; ", _seeds.Select(seed => $"{seed}: {_failures.GetValueOrDefault(seed, "no answer")}")) +
        ". Are the nodes started, with these addresses and this cluster name?" + (_failures.Values.Any(why => why.EndsWith(Before, StringComparison.Ordinal)) ? TryAgain() : string.Empty));

    private string TryAgain() => Removal.Longest(_member.System.Settings.Config) is { } most
        ? $" If so, try again: who died at this address is removed within {Math.Ceiling(most.TotalSeconds)} s, also where a client died with it (until their silence is noticed, and then twice actormap.cluster.down-after)."
        : " If so, try again: who died at this address is removed when the cluster's downing strategy says so.";
}
