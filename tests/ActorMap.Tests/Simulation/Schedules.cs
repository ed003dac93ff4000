using ActorMap.Functions;
using CsCheck;

namespace ActorMap.Tests.Simulation;

/// <summary>Schedules of every kind, small ones more often than large ones.</summary>
internal static class Schedules
{
    private static readonly Gen<int> Items = Gen.Frequency((12, Gen.Int[0, 40]), (7, Gen.Int[41, 400]), (1, Gen.Int[401, 5_000]));
    private static readonly Gen<int> Workers = Gen.Frequency((3, Gen.Int[1, 4]), (2, Gen.Int[5, 16]), (1, Gen.Int[17, 64]));
    private static readonly Gen<double> ItemMicroseconds = Gen.Int[0, 40].Select(exponent => Math.Pow(10, exponent / 10d));
    private static readonly Gen<Halt?> Halts = Gen.Frequency(
        (4, Gen.Const((Halt?)null)),
        (1, Gen.Const<Halt?>(Halt.Never)),
        (1, Gen.Const<Halt?>(Halt.OnFirstFailure)),
        (3, Gen.Int[1, 10].Select(failures => (Halt?)Halt.After(failures))),
        (2, Gen.Select(Gen.Double[0, 0.9], Gen.Int[1, 100], (fraction, least) => (Halt?)Halt.AfterFraction(fraction, least))));

    private static readonly Gen<RetryDelay> Delays = Gen.OneOf(
        Gen.Const(RetryDelay.None),
        Gen.Const(RetryDelay.Constant(TimeSpan.FromMilliseconds(3))),
        Gen.Const(RetryDelay.Exponential(TimeSpan.FromMicroseconds(200), 3, TimeSpan.FromMilliseconds(20))));

    private static readonly Gen<Func<Schedule, Schedule>> Work = Gen.Select(
        Items, Workers, ItemMicroseconds, Gen.Enum<Skew>(), Gen.Enum<Delivery>(), Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 20])),
        (items, workers, time, skew, delivery, concurrency) => new Func<Schedule, Schedule>(schedule => schedule with
        {
            Items = items, Workers = workers, ItemMicroseconds = time, Skew = skew, Delivery = delivery, Concurrency = concurrency,
        }));

    private static readonly Gen<Func<Schedule, Schedule>> Ends = Gen.Select(
        Gen.Enum<Flow>(), Gen.Double[0, 100], Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[1, 500])), Gen.Frequency((1, Gen.Const(0d)), (1, Gen.Double[0, 200])),
        (flow, source, failsAt, consumer) => new Func<Schedule, Schedule>(schedule => schedule with
        {
            Flow = flow, SourceMicroseconds = source, SourceFailsAt = failsAt == 0 ? null : failsAt - 1, ConsumerMicroseconds = consumer,
        }));

    private static readonly Gen<Func<Schedule, Schedule>> Sizes = Gen.Select(
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 100])), Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 200])), Gen.Frequency((4, Gen.Const(8)), (1, Gen.Int[1 << 16, 1 << 26])),
        (chunk, inFlight, bytes) => new Func<Schedule, Schedule>(schedule => schedule with
        {
            ChunkSize = chunk == 0 ? null : chunk, MaxInFlight = inFlight == 0 ? null : inFlight, BytesPerItem = bytes,
        }));

    private static readonly Gen<Func<Schedule, Schedule>> Failures = Gen.Select(
        Gen.Frequency((2, Gen.Const(0d)), (2, Gen.Double[0, 0.1]), (1, Gen.Double[0, 1])), Gen.Int[0, 3], Delays, Gen.Bool, Halts,
        (failing, retries, delay, when, halt) => new Func<Schedule, Schedule>(schedule => schedule with
        {
            Failing = failing, Retries = retries, RetryDelay = delay, RetryWhen = when, Halt = halt,
        }));

    private static readonly Gen<Func<Schedule, Schedule>> Faults = Gen.Select(
        Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 8])), Gen.Int[0, 30], Gen.Frequency((2, Gen.Const(0d)), (1, Gen.Double[0, 0.5])), Gen.Bool, Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))),
        Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true))),
        (deaths, delay, duplicates, others, limited, speculate) => new Func<Schedule, Schedule>(schedule => schedule with
        {
            // Whether a dead worker's item is late or lost is a matter of who notices first: there a loop has no say.
            Deaths = limited ? 0 : deaths, DelayMicroseconds = Math.Pow(10, delay / 10d), Duplicates = duplicates, OtherJobs = others, Limited = limited, Speculate = speculate,
        }));

    public static Gen<Schedule> All { get; } = Gen.Select(
        Gen.Int[0, int.MaxValue], Work, Ends, Sizes, Failures, Faults,
        (seed, work, ends, sizes, failures, faults) => faults(failures(sizes(ends(work(new Schedule { Seed = seed }))))));
}
