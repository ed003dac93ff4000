namespace ActorMap.Tests.Simulation;

/// <summary>What a loop that runs one item after the other would come to, and whether a simulated job came to the same.</summary>
internal sealed class Expectations
{
    private readonly SimulatedJob _job;
    private readonly Schedule _schedule;
    private readonly long _total;
    private readonly (int Attempts, bool Fails)[] _outcomes;
    private readonly long[] _failures;

    public Expectations(SimulatedJob job)
    {
        (_job, _schedule) = (job, job.Schedule);
        _total = Math.Min(_schedule.Items, _schedule.Flow == Flow.AllAtOnce ? int.MaxValue : _schedule.SourceFailsAt ?? int.MaxValue);
        _outcomes = [.. Enumerable.Range(0, (int)_total).Select(index => job.Plan(index).Outcome(_schedule))];
        _failures = [.. Enumerable.Range(0, (int)_total).Where(index => _outcomes[index].Fails).Select(index => (long)index)];
    }

    /// <summary>Where the halt rule puts the end. A fraction is judged as outcomes come in, so its end is the schedule's.</summary>
    private long Bound => _schedule.HaltRule switch
    {
        { Failures: 0 } => _job.Aggregator.Ledger.Bound,
        var rule => _failures.Length >= rule.Failures ? _failures[rule.Failures - 1] + 1 : long.MaxValue,
    };

    public void Check()
    {
        var (findings, ledger) = (_job.Findings, _job.Aggregator.Ledger);
        var end = Math.Min(Bound, _total);
        findings.Require(ledger.Bound == Bound, $"the halt rule put the end at {ledger.Bound} and not at {Bound}");
        findings.Require(ledger.Head >= end, $"item {ledger.Head} was never answered");
        var first = _failures.Length > 0 && _failures[0] < end ? _failures[0] : (long?)null;
        if (!_schedule.TakesFailures || ledger.Halted) findings.Require(ledger.First?.Index == first || first is null, $"the failure told is {ledger.First?.Index} and not {first}");
        if (_schedule.IsInPlace) CheckInPlace(end);
        else CheckTaken(_schedule.TakesFailures ? end : first ?? end);
    }

    private void CheckInPlace(long end)
    {
        for (var index = 0; index < end; index++)
        {
            var wanted = _outcomes[index].Fails ? (long?)null : ItemPlan.ValueOf(index);
            _job.Findings.Require(_job.InPlace![index] == wanted, $"the result of {index} is {_job.InPlace[index]}");
        }
    }

    private void CheckTaken(long end)
    {
        var (taken, findings) = (_job.Consumer.Taken, _job.Findings);
        var seen = new HashSet<long>();
        for (var i = 0; i < taken.Count; i++)
        {
            var (index, value, attempts) = taken[i];
            findings.Require(seen.Add(index), $"item {index} was answered twice");
            findings.Require(!_schedule.InOrder || index == i, $"item {index} came as number {i}");
            findings.Require(value == (_outcomes[index].Fails ? null : ItemPlan.ValueOf(index)), $"the result of {index} is {value}");
            findings.Require(attempts == _outcomes[index].Attempts, $"item {index} was told to be tried {attempts} times and not {_outcomes[index].Attempts}");
        }

        findings.Require(_schedule.InOrder ? taken.Count == end : seen.Count(index => index < end) == end, $"{taken.Count} outcomes came, not {end}");
    }
}
