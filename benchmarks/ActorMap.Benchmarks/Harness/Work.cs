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

    private IReadOnlyList<Peer> Wanted()
    {
        if (Settings.Peer is not { } part) return Peers;
        var chosen = Peers.Where(peer => peer.Name.Contains(part, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (chosen.Length == 0 && Settings.Work is not null && Settings.Work != Name) return [];
        if (chosen.Length == 0) throw new ArgumentException($"'{Name}' has no peer '{part}'; there are {string.Join(", ", Peers.Select(peer => peer.Name))}.");
        return [.. Peers.Where(peer => chosen.Contains(peer) || IsBaseline(peer))];
    }

    public abstract Table Table(Results results);

    public abstract IEnumerable<Reach> Reaches(Results results);

    public string Section(Results results, IReadOnlyList<Reach> reaches)
    {
        var text = new StringBuilder().Append("## ").Append(Mark is { } mark ? $"{mark}: " : "").Append(Title).Append(" (`").Append(Name).Append("`)\n\n").Append(Summary).Append("\n\n");
        text.Append(Table(results).ToMarkdown());
        foreach (var note in Peers.Where(peer => peer.Note is not null && results.Has(peer.Name)).GroupBy(peer => peer.Note))
            text.Append("\n- ").Append(string.Join(", ", note.Select(peer => peer.Name))).Append(": ").Append(note.Key);
        foreach (var missing in Wanted().Where(peer => peer.Missing() is not null)) text.Append("\n- ").Append(missing.Name).Append(" is left out: ").Append(missing.Missing()).Append('.');
        text.Append('\n');
        foreach (var reach in reaches) text.Append('\n').Append(reach).Append('\n');
        return text.ToString();
    }
}
