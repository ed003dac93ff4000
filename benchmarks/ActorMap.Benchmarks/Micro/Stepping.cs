using ActorMap.Chunking;
using ActorMap.Chunks;
using BenchmarkDotNet.Attributes;

namespace ActorMap.Benchmarks.Micro;

/// <summary>What a worker decides between two steps of a chunk, and the length of the next chunk.</summary>
public class Stepping
{
    private const int Rounds = 1_000;

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int ClaimCursor_claims()
    {
        var cursor = new ClaimCursor(Rounds * 10);
        var sum = 0;
        while (cursor.TryClaim(10, out var start, out _)) sum += start;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int Pacer_observes()
    {
        var pacer = new Pacer(50_000);
        for (var i = 0; i < Rounds; i++) pacer.Observe(pacer.Length, 40_000 + i);
        return pacer.Length;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long ChunkLength_adapts()
    {
        var length = new ChunkLength(new ChunkRules());
        var next = 0L;
        for (var i = 0; i < Rounds; i++)
        {
            length.Observe(1000, TimeSpan.FromMicroseconds(1900 + (i % 200)));
            next = length.Next(null, 2);
        }

        return next;
    }
}
