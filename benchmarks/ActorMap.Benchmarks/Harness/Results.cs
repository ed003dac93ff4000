namespace ActorMap.Benchmarks.Harness;

/// <summary>The samples of a work, by peer, in the order of the rounds.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, List<(int Bout, Sample Sample)>> _samples = [];

    /// <param name="peer">The peer's name.</param>
    /// <param name="bout">In which bout; ratios are between samples of one bout.</param>
    /// <param name="sample">The round's sample.</param>
    public void Add(string peer, int bout, Sample sample)
    {
        if (!_samples.TryGetValue(peer, out var samples)) _samples.Add(peer, samples = []);
        samples.Add((bout, sample));
    }

    public bool Has(string peer) => _samples.ContainsKey(peer);

    /// <summary>One figure of each round.</summary>
    public double[] Of(string peer, int value = 0) => [.. _samples[peer].Select(entry => entry.Sample.Values[value])];

    /// <summary>Every figure of every round.</summary>
    public double[] All(string peer) => [.. _samples[peer].SelectMany(entry => entry.Sample.Values)];

    /// <summary>Where a round has many figures: its median.</summary>
    public double[] Medians(string peer) => [.. _samples[peer].Select(entry => entry.Sample.Values.Median())];

    /// <summary>Round by round one peer's figure over another's: what the machine did in a round, it did to both.</summary>
    public double[] Ratio(string peer, string over, int value = 0) =>
        [.. _samples[over].Select(entry => entry.Bout).Distinct().SelectMany(bout => Of(peer, value, bout).Zip(Of(over, value, bout), (a, b) => a / b))];

    /// <summary>The same work must have had the same result.</summary>
    public void Check(string work)
    {
        var sums = _samples.Where(entry => entry.Value.TrueForAll(entry => entry.Sample.Checksum is not null)).Select(entry => (Peer: entry.Key, Sums: entry.Value.Select(entry => entry.Sample.Checksum).Distinct().ToArray())).ToArray();
        if (sums.Length == 0 || sums.All(entry => entry.Sums.SequenceEqual(sums[0].Sums) && entry.Sums.Length == 1)) return;
        throw new InvalidDataException($"{work}: the results differ: {string.Join("; ", sums.Select(entry => $"{entry.Peer} {string.Join(" ", entry.Sums)}"))}");
    }

    private IEnumerable<double> Of(string peer, int value, int bout) => _samples[peer].Where(entry => entry.Bout == bout).Select(entry => entry.Sample.Values[value]);
}
