using ActorMap.Functions;
using CsCheck;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>Schedules of every kind, small and undisturbed ones more often than others.</summary>
internal static class ClusterSchedules
{
    private static readonly Gen<int> Items = Gen.Frequency((12, Gen.Int[0, 30]), (6, Gen.Int[31, 200]), (1, Gen.Int[201, 1_000]));
    private static readonly Gen<double> ItemMicroseconds = Gen.Int[10, 45].Select(exponent => Math.Pow(10, exponent / 10d));

    private static readonly Gen<Blow> Blows = Gen.Select(Gen.Enum<Fate>(), Gen.Int[0, 7], Gen.Double[0, 1.2], Gen.Frequency((3, Gen.Int[1, 300]), (1, Gen.Int[300, 8_000])), (fate, node, at, time) => new Blow(fate, node, at, time));

    private static readonly Gen<Func<ClusterSchedule, ClusterSchedule>> Work = Gen.Select(
        Items, Gen.Int[1, 4], Gen.Int[1, 4], ItemMicroseconds, Gen.Bool, Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 8])), Gen.Enum<Delivery>(),
        (items, nodes, workers, time, skewed, concurrency, delivery) => new Func<ClusterSchedule, ClusterSchedule>(schedule => schedule with
        {
            Items = items, Nodes = nodes, Workers = workers, ItemMicroseconds = time, IsSkewed = skewed, Concurrency = concurrency, Delivery = delivery,
        }));

    private static readonly Gen<Func<ClusterSchedule, ClusterSchedule>> Sizes = Gen.Select(
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 50])), Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 100])), Gen.Frequency((2, Gen.Const(0d)), (1, Gen.Double[0, 500])),
        (chunk, inFlight, consumer) => new Func<ClusterSchedule, ClusterSchedule>(schedule => schedule with
        {
            ChunkSize = chunk == 0 ? null : chunk, MaxInFlight = inFlight == 0 ? null : inFlight, ConsumerMicroseconds = consumer,
        }));

    private static readonly Gen<Func<ClusterSchedule, ClusterSchedule>> Failures = Gen.Select(
        Gen.Frequency((2, Gen.Const(0d)), (2, Gen.Double[0, 0.1]), (1, Gen.Double[0, 1])), Gen.Int[0, 2], Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 5])), Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))),
        (failing, retries, halt, speculate) => new Func<ClusterSchedule, ClusterSchedule>(schedule => schedule with { Failing = failing, Retries = retries, HaltAfter = halt == 0 ? null : halt, Speculate = speculate }));

    private static readonly Gen<Func<ClusterSchedule, ClusterSchedule>> Faults = Gen.Select(
        Gen.Int[10, 40], Gen.Frequency((2, Gen.Const(0d)), (1, Gen.Double[0, 0.2])), Gen.Frequency((2, Gen.Const(0d)), (1, Gen.Double[0, 0.5])), Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))), Blows.Array[0, 4],
        (delay, lost, doubled, shuffled, blows) => new Func<ClusterSchedule, ClusterSchedule>(schedule => schedule with
        {
            DelayMicroseconds = Math.Pow(10, delay / 10d), Lost = lost, Doubled = doubled, IsShuffled = shuffled, Blows = blows,
        }));

    public static Gen<ClusterSchedule> All { get; } = Gen.Select(
        Gen.Int[0, int.MaxValue], Work, Sizes, Failures, Faults,
        (seed, work, sizes, failures, faults) => faults(failures(sizes(work(new ClusterSchedule { Seed = seed })))));
}
