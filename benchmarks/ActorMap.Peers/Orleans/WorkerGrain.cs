using ActorMap.Benchmarks.Works;
using Orleans.Concurrency;

namespace ActorMap.Peers.Orleans;

/// <summary>A worker as a grain.</summary>
internal interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<int> Process();

    Task<Immutable<int[]>> Scale(Immutable<Pair[]> items);

    Task<Immutable<long[]>> Step(Immutable<Pair[]> items);

    Task<long> Take(Immutable<byte[]> item);

    Task<Immutable<byte[]>> Make(int item);

    Task<long> Next(long item);
}

internal sealed class WorkerGrain : Grain, IWorkerGrain
{
    public Task<int> Process() => Task.FromResult(Environment.ProcessId);

    public Task<Immutable<int[]>> Scale(Immutable<Pair[]> items) => Task.FromResult(Array.ConvertAll(items.Value, item => Functions.Scale(item.First, item.Second)).AsImmutable());

    public Task<Immutable<long[]>> Step(Immutable<Pair[]> items) => Task.FromResult(Array.ConvertAll(items.Value, item => Functions.Step(item.First, item.Second)).AsImmutable());

    public Task<long> Take(Immutable<byte[]> item) => Task.FromResult(LargeItems.Sum(item.Value));

    public Task<Immutable<byte[]>> Make(int item) => Task.FromResult(LargeItems.Create(item).AsImmutable());

    public Task<long> Next(long item) => Task.FromResult(item + 1);
}
