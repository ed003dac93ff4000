using ActorMap.Functions;
using ActorMap.State;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>What the nodes call: each item takes its virtual time, and fails as often as the schedule says.</summary>
internal class SimulatedFunction(ClusterSchedule schedule, VirtualTime time, Findings findings) : ISharedByReference
{
    private readonly Dictionary<(long Index, int Attempt), int> _tries = [];

    protected VirtualTime Time => time;

    /// <summary>Tries that ran more often than once.</summary>
    public int RanAgain { get; private set; }

    /// <summary>How many outcomes the consumer has taken.</summary>
    public Func<long> Taken { get; set; } = () => 0;

    public TimeSpan Begin(long index, int item, int attempt)
    {
        findings.Require(index == item, $"item {item} came as {index}");

        // What lies behind a failure is taken by nobody. An array's outcomes are taken as they are there.
        if (schedule is { MaxInFlight: { } most, Failing: 0, Delivery: not Delivery.Array }) findings.Require(index < Taken() + most, $"item {index} ran when {Taken()} outcomes were taken");
        var tries = _tries.GetValueOrDefault((index, attempt));
        _tries[(index, attempt)] = tries + 1;
        if (tries > 0) RanAgain++;
        return schedule.Plan(index).Time;
    }

    public Exception? Error(long index, int attempt) => attempt <= schedule.Plan(index).Failures ? new InvalidOperationException("as planned") : null;
}

/// <summary>The nodes look at its form; <see cref="SteppingWorker"/> is who calls it.</summary>
internal sealed class SteppingFunction(ClusterSchedule schedule, VirtualTime time, Findings findings) : SimulatedFunction(schedule, time, findings), IMapFunction<int, int>
{
    public int Invoke(int item, MapContext context) => throw new NotSupportedException();
}

/// <summary>The real worker calls it and goes on behind its await.</summary>
internal sealed class WaitingFunction(ClusterSchedule schedule, VirtualTime time, Findings findings) : SimulatedFunction(schedule, time, findings), IAsyncMapFunction<int, int>
{
    public async ValueTask<int> InvokeAsync(int item, MapContext context)
    {
        await Time.Wait(Begin(context.Index, item, context.Attempt));
        return Error(context.Index, context.Attempt) is { } error ? throw error : ClusterSchedule.ValueOf(item);
    }
}
