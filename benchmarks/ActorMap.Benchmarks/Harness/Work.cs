using System.Text;

namespace ActorMap.Benchmarks.Harness;

/// <summary>A work that several peers do, and what is said of their figures.</summary>
internal abstract class Work(string name, string title, Settings settings)
{
    public string Name { get; } = name;

    public string Title { get; } = title;

    /// <summary>Which of the works W1 to W8 it is a part of; null for the others.</summary>
    public virtual string? Mark => null;

    /// <summary>What is done, in a sentence or two.</summary>
    public abstract string Summary { get; }

    public abstract IReadOnlyList<Peer> Peers { get; }

    /// <summary>Whether each round has a new process, as where memory or a start is measured.</summary>
    public virtual bool IsFresh => false;

    /// <summary>Bytes that are touched and given back right before each turn; 0 where that is of no matter. <see cref="HostMemory"/> says why.</summary>
    public virtual long TouchedBefore => 0;

    /// <summary>How often the peers take turns.</summary>
    public virtual int Rounds => Settings.Rounds;

    protected Settings Settings { get; } = settings;

    /// <summary>Peers that the figures of others are related to; they run even where one peer is asked for.</summary>
    protected virtual IReadOnlyList<string> Baselines => [];

    public Peer Find(string name) => Peers.Single(peer => peer.Name == name);

    /// <summary>The peers that were asked for and can be run here.</summary>
    public IReadOnlyList<Peer> Chosen() => [.. Wanted().Where(peer => peer.Missing() is null)];

    /// <summary>
    /// Who takes turns with whom: our own programs together, and each of the others with what it is related to. The processes of a peer that waits are not quiet
    /// (heartbeats, timers), and with all of them there each was slower than alone.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Peer>> Bouts()
    {
        var chosen = Chosen();
        Peer[] own = [.. chosen.Where(peer => peer is not ForeignPeer)];
        IReadOnlyList<Peer>[] others = [.. chosen.OfType<ForeignPeer>().Select(peer => (IReadOnlyList<Peer>)[.. own.Where(IsBaseline), peer])];
        return own.Length == 0 || (own.All(IsBaseline) && others.Length > 0) ? others : [own, .. others];
    }

    public bool IsBaseline(Peer peer) => Baselines.Contains(peer.Name);

    /// <summary>The peers with that part in their names.</summary>
    public IEnumerable<Peer> Named(string part) => Peers.Where(peer => peer.Name.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Who was asked for and can't be run here, with the reason.</summary>
    public IEnumerable<string> LeftOut() => Wanted().Select(peer => (peer.Name, Why: peer.Missing())).Where(peer => peer.Why is not null).Select(peer => $"{peer.Name} is left out: {peer.Why}.");

    /// <summary>None where the peer that was asked for is one of another part of the work.</summary>
    private IReadOnlyList<Peer> Wanted()
    {
        if (Settings.Peer is not { } part) return Peers;
        var chosen = Named(part).ToArray();
        return chosen.Length == 0 ? [] : [.. Peers.Where(peer => chosen.Contains(peer) || IsBaseline(peer))];
    }

    public abstract Table Table(Results results);

    public abstract IEnumerable<Reach> Reaches(Results results);

    public string Section(Results results, IReadOnlyList<Reach> reaches)
    {
        var text = new StringBuilder().Append("## ").Append(Mark is { } mark ? $"{mark}: " : "").Append(Title).Append(" (`").Append(Name).Append("`)\n\n").Append(Summary).Append("\n\n");
        text.Append(Table(results).ToMarkdown());
        foreach (var note in Peers.Where(peer => peer.Note is not null && results.Has(peer.Name)).GroupBy(peer => peer.Note))
            text.Append("\n- ").Append(string.Join(", ", note.Select(peer => peer.Name))).Append(": ").Append(note.Key);
        foreach (var missing in LeftOut()) text.Append("\n- ").Append(missing);
        text.Append('\n');
        foreach (var reach in reaches) text.Append('\n').Append(reach).Append('\n');
        return text.ToString();
    }
}
