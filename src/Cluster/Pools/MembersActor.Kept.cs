using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Systems;
using ActorMap.Messages;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Cluster.Pools;

/// <content>
/// Nodes that a keeper of the cluster started, one worker each: where such a process dies, its keeper knows how, and what it was in. It is asked, and the items that
/// the process may have died of wait for the one that takes its place, as with processes of the pool's own.
/// </content>
internal sealed partial class MembersActor
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(0.5);

    // A keeper that lives answers as soon as it has seen the process end, some milliseconds after its connection breaks; one that died with its processes never does.
    private static readonly TimeSpan KeeperMayTake = TimeSpan.FromSeconds(3);

    // A process starts and joins in two or three seconds. Where none comes, its suspects are better dealt to others than kept for it.
    private static readonly TimeSpan SuccessorMayTake = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Address, KeptPlace> _kept = [];
    private readonly Dictionary<KeptPlace, Tenancy> _places = [];
    private readonly Dictionary<Address, Inquiry> _inquiries = [];

    private static string NameOf(Address address) => $"{address.Host}:{address.Port}";

    private Quarantine Take(Address node, KeptPlace place)
    {
        _kept[node] = place;
        if (!_places.TryGetValue(place, out var tenancy)) _places.Add(place, tenancy = new Tenancy());
        tenancy.VacantSince = null;
        return tenancy.Quarantine;
    }

    /// <param name="node">A node of a keeper's, whose connection broke.</param>
    /// <param name="isGone">Whether it is no member any more, so that its link ends whatever the answer is.</param>
    private void Inquire(Address node, bool isGone)
    {
        if (!_inquiries.TryGetValue(node, out var inquiry))
        {
            _inquiries.Add(node, inquiry = new Inquiry(Guid.NewGuid(), _kept[node].KeeperBeside(node), _cluster.Time.Now()));
            _ask.Set(AskEvery, AskEvery);
            Ask(node, inquiry);
        }

        inquiry.IsGone |= isGone;
    }

    private void Ask(Address node, Inquiry inquiry) =>
        Context.ActorSelection(new RootActorPath(inquiry.Keeper) / "user" / NodeActor.Name).Tell(new AskEnd(inquiry.Question, NameOf(node)), Self);

    private void AskAgain()
    {
        foreach (var (node, inquiry) in _inquiries.ToArray())
        {
            if (_cluster.Time.Now() - inquiry.Since >= KeeperMayTake) Settle(node, null);
            else Ask(node, inquiry);
        }
    }

    private void Told(EndTold told)
    {
        foreach (var node in _inquiries.Where(entry => entry.Value.Question == told.Question).Select(entry => entry.Key).ToArray()) Settle(node, Ends.Read(told));
    }

    /// <summary>The keeper has answered, or does not: without a death what the node had is dealt again, as of any node.</summary>
    private void Settle(Address node, Death? death)
    {
        _inquiries.Remove(node, out var inquiry);
        if (_inquiries.Count == 0) _ask.Clear();
        if (!_links.TryGetValue(node, out var link)) return;
        if (death is null && !inquiry!.IsGone)
        {
            link.Tell(new NodeGone(ConnectionBroke), Self);
            return;
        }

        _links.Remove(node);
        _kept.Remove(node, out var place);
        if (!_kept.ContainsValue(place!)) _places[place!].VacantSince = _cluster.Time.Now();
        Part(link, death);
    }

    /// <summary>A keeper that is gone answers nothing, and starts nothing.</summary>
    private void KeeperBroke(Address keeper)
    {
        foreach (var node in _inquiries.Where(entry => entry.Value.Keeper.Equals(keeper)).Select(entry => entry.Key).ToArray()) Settle(node, null);
        foreach (var (place, tenancy) in _places.Where(entry => entry.Value.VacantSince is not null).ToArray())
        {
            if (place.KeeperBeside(keeper).Equals(keeper)) tenancy.Quarantine.GiveBack();
        }
    }

    private void LookForVacancies(TimeSpan now)
    {
        foreach (var (place, tenancy) in _places.Where(entry => now - entry.Value.VacantSince >= SuccessorMayTake).ToArray())
        {
            tenancy.Quarantine.GiveBack();
            _places.Remove(place);
        }
    }

    /// <summary>A place of a keeper's, and the suspects of the process that had it last.</summary>
    private sealed class Tenancy
    {
        public Quarantine Quarantine { get; } = new();

        /// <summary>Since when nobody has it; null while somebody does.</summary>
        public TimeSpan? VacantSince { get; set; }
    }

    private sealed class Inquiry(Guid question, Address keeper, TimeSpan since)
    {
        public Guid Question { get; } = question;

        public Address Keeper { get; } = keeper;

        public TimeSpan Since { get; } = since;

        public bool IsGone { get; set; }
    }
}
