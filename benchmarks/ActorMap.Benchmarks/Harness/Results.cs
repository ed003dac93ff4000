namespace ActorMap.Benchmarks.Harness;

/// <summary>The samples of a work, by peer, in the order of the rounds.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, List<Sample>> _samples = [];

    public void Add(string peer, Sample sample)
    {
        if (!_samples.TryGetValue(peer, out var samples)) _samples.Add(peer, samples = []);
        samples.Add(sample);
    }

    public bool Has(string peer) => _samples.ContainsKey(peer);

    /// <summary>One figure of each round.</summary>
    public double[] Of(string peer, int value = 0) => [.. _samples[peer].Select(sample => sample.Values[value])];

    /// <summary>Every figure of every round.</summary>
    public double[] All(string peer) => [.. _samples[peer].SelectMany(sample => sample.Values)];

    /// <summary>Where a round has many figures: its median.</summary>
    public double[] Medians(string peer) => [.. _samples[peer].Select(sample => sample.Values.Median())];

    /// <summary>Round by round one peer's figure over another's: what the machine did in a round, it did to both.</summary>
    public double[] Ratio(string peer, string over, int value = 0) => [.. Of(peer, value).Zip(Of(over, value), (a, b) => a / b)];

    /// <summary>The same work must have had the same result.</summary>
    public void Check(string work)
    {
        var sums = _samples.Where(entry => entry.Value.TrueForAll(sample => sample.Checksum is not null)).Select(entry => (Peer: entry.Key, Sums: entry.Value.Select(sample => sample.Checksum).Distinct().ToArray())).ToArray();
        if (sums.Length == 0 || sums.All(entry => entry.Sums.SequenceEqual(sums[0].Sums) && entry.Sums.Length == 1)) return;
        throw new InvalidDataException($"{work}: the results differ: {string.Join("; ", sums.Select(entry => $"{entry.Peer} {string.Join(" ", entry.Sums)}"))}");
    }
}
