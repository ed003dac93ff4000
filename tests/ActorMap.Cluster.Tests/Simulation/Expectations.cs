using ActorMap.Functions;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>What a loop that runs one item after the other would come to, and whether a simulated job came to the same.</summary>
internal sealed class Expectations
{
    // The window keeps the parcels of some tens of milliseconds for each worker; statuses and what is said again come on top.
    private const int MostOnTheWay = 5_000;

    // Statuses and what is said again come with time, parcels and outcomes with items: a map needs a third of this. What is sent back and forth for nothing is far above.
    private const int MessagesPerItem = 100, MessagesPerSecond = 50, MessagesAtLeast = 500;

    private readonly SimulatedCluster _job;
    private readonly ClusterSchedule _schedule;
    private readonly (int Attempts, bool Fails)[] _outcomes;
    private readonly int[] _failures;

    public Expectations(SimulatedCluster job)
    {
        (_job, _schedule) = (job, job.Schedule);
        _outcomes = [.. Enumerable.Range(0, _schedule.Items).Select(index => Outcome(_schedule.Plan(index).Failures))];
        _failures = [.. Enumerable.Range(0, _schedule.Items).Where(index => _outcomes[index].Fails)];
    }

    private double MostMessages => MessagesAtLeast + (MessagesPerItem * _schedule.Items) + (MessagesPerSecond * _job.Nodes.Count * _job.Time.Passed.TotalSeconds);

    public void Check()
    {
        var (findings, most) = (_job.Findings, _schedule.HaltAfter ?? (_schedule.TakesFailures ? 0 : 1));
        var halted = most > 0 && _failures.Length >= most;
        var end = halted ? _failures[most - 1] + 1 : _schedule.Items;
        var first = _failures.Length > 0 && _failures[0] < end ? _failures[0] : (int?)null;
        if (_schedule.TakesFailures) findings.Require(_job.Consumer.Error is MapHaltedException == halted, $"it ended with {_job.Consumer.Error?.Message}");
        else findings.Require((_job.Consumer.Error as MapItemException)?.Index == first, $"it ended with {_job.Consumer.Error?.Message} and not with the failure of {first}");
        CheckTaken(_schedule.TakesFailures ? end : first is null ? end : _schedule.Delivery == Delivery.Array ? 0 : first.Value, halted);
        foreach (var node in _job.Nodes) findings.Require(node.Wire.Most <= MostOnTheWay, $"{node.Wire.Most} messages were on their way at once");
        findings.Require(_job.Messages <= MostMessages, $"{_job.Messages} messages were sent");
        findings.Require(_job.RanAgain == 0 || _job.HasLosses || _schedule.Speculate, $"{_job.RanAgain} tries ran again without a node being lost");
    }

    private void CheckTaken(int end, bool halted)
    {
        var (taken, findings) = (_job.Consumer.Taken, _job.Findings);
        var inOrder = _schedule.Delivery != Delivery.AsCompleted;
        var seen = new HashSet<long>();
        for (var i = 0; i < taken.Count; i++)
        {
            var (index, value, attempts) = taken[i];
            findings.Require(seen.Add(index), $"item {index} was answered twice");
            findings.Require(!inOrder || index == i, $"item {index} came as number {i}");
            findings.Require(value == (_outcomes[index].Fails ? null : ClusterSchedule.ValueOf((int)index)), $"the result of {index} is {value}");
            findings.Require(attempts == _outcomes[index].Attempts, $"item {index} was told to be tried {attempts} times and not {_outcomes[index].Attempts}");
        }

        var wanted = inOrder ? taken.Count == end : seen.Count(index => index < end) == end && (halted || taken.Count == end);
        findings.Require(wanted, $"{taken.Count} outcomes came, not {end}");
    }

    private (int Attempts, bool Fails) Outcome(int failures) => failures > _schedule.Retries ? (_schedule.Retries + 1, true) : (failures + 1, false);
}
