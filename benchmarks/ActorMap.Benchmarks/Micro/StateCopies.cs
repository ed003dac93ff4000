using ActorMap.Functions;
using ActorMap.State;
using BenchmarkDotNet.Attributes;

namespace ActorMap.Benchmarks.Micro;

/// <summary>What a map pays for its function before anything runs, and each worker for its copy.</summary>
public class StateCopies
{
    private readonly Scale _small = new(100);
    private readonly Lookup _table = new(Enumerable.Range(0, 1000).ToDictionary(i => $"key {i}"));
    private object _lambda = null!;
    private object _capturedLambda = null!;
    private Scale _captured = null!;
    private Lookup _capturedTable = null!;

    [GlobalSetup]
    public void Setup()
    {
        var constant = 100;
        _lambda = new DelegateFunction<int, int>(x => x * constant);
        _capturedLambda = StateCopier.Capture(_lambda);
        _captured = StateCopier.Capture(_small);
        _capturedTable = StateCopier.Capture(_table);
    }

    [Benchmark(Baseline = true)]
    public object Capture_a_small_function() => StateCopier.Capture(_small);

    [Benchmark]
    public object Copy_a_small_function() => StateCopier.Copy(_captured);

    [Benchmark]
    public object Capture_a_lambda() => StateCopier.Capture(_lambda);

    [Benchmark]
    public object Copy_a_lambda() => StateCopier.Copy(_capturedLambda);

    [Benchmark]
    public object Copy_a_dictionary_of_1000() => StateCopier.Copy(_capturedTable);

    private sealed class Scale(int constant) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item * constant;
    }

    private sealed class Lookup(Dictionary<string, int> table) : IMapFunction<string, int>
    {
        public int Invoke(string item, MapContext context) => table.GetValueOrDefault(item);
    }
}
