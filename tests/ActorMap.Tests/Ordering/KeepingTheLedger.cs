using ActorMap.Messages;
using ActorMap.Ordering;
using ActorMap.Tests.Simulation;
using CsCheck;
using Xunit;

namespace ActorMap.Tests.Ordering;

/// <summary>What is known of the outcomes, and when it is enough.</summary>
public sealed class KeepingTheLedger
{
    private static readonly WorkerInfo Worker = new(0, "here");

    private static readonly Gen<(bool[] Fails, int Halt, int Seed)> Jobs = Gen.Select(Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))).Array[0, 60], Gen.Int[1, 5], Gen.Int);

    private readonly List<IndexRange> _added = [];

    [Fact]
    public void A_job_without_items_is_complete_at_its_end()
    {
        var ledger = new Ledger(Halt.Never);
        Assert.False(ledger.IsComplete);
        ledger.Ended(0);
        Assert.True(ledger.IsComplete);
    }

    [Fact]
    public void A_job_is_complete_when_every_item_has_an_outcome()
    {
        var ledger = new Ledger(Halt.Never);
        ledger.Ended(3);
        ledger.Succeeded(new IndexRange(1, 3), _added);
        Assert.False(ledger.IsComplete);
        Assert.True(ledger.Fail(Failure(0)));
        Assert.True(ledger.IsComplete);
        Assert.Equal((3, 1, false), (ledger.Done, ledger.Failed, ledger.Halted));
    }

    [Fact]
    public void The_first_outcome_of_an_item_wins()
    {
        var ledger = new Ledger(Halt.OnFirstFailure);
        ledger.Succeeded(new IndexRange(0, 5), _added);
        Assert.False(ledger.Fail(Failure(2)));
        Assert.Null(ledger.First);
        ledger.Fail(Failure(6));
        ledger.Succeeded(new IndexRange(4, 8), _added);
        Assert.Equal([new(5, 6), new(7, 8)], _added);
        Assert.Equal((8, 1), (ledger.Done, ledger.Failed));
    }

    [Fact]
    public void The_end_is_just_behind_the_nth_failure_in_input_order() => Cases.Hold(Jobs, 2_000, job =>
    {
        var ledger = new Ledger(Halt.After(job.Halt));
        var random = new ItemRandom(job.Seed, 0);
        ledger.Ended(job.Fails.Length);
        foreach (var index in Enumerable.Range(0, job.Fails.Length).OrderBy(_ => random.NextDouble()))
        {
            var bound = ledger.Bound;
            if (index >= bound) continue;
            if (job.Fails[index]) ledger.Fail(Failure(index));
            else ledger.Succeeded(IndexRange.Single(index), _added);
            Assert.True(ledger.Bound <= bound);
        }

        var failures = Enumerable.Range(0, job.Fails.Length).Where(index => job.Fails[index]).ToArray();
        Assert.True(ledger.IsComplete);
        Assert.Equal(failures.Length < job.Halt ? long.MaxValue : failures[job.Halt - 1] + 1, ledger.Bound);
        Assert.Equal(failures.Length == 0 ? null : failures[0], ledger.First?.Index);
    });

    [Fact]
    public void An_earlier_failure_moves_the_end_forward()
    {
        var ledger = new Ledger(Halt.OnFirstFailure);
        ledger.Fail(Failure(40));
        Assert.Equal(41, ledger.Bound);
        ledger.Fail(Failure(7));
        Assert.Equal((8, 7), (ledger.Bound, ledger.First!.Index));
        ledger.Succeeded(new IndexRange(0, 7), _added);
        Assert.True(ledger.IsComplete);
    }

    [Fact]
    public void A_fraction_counts_from_its_least_number_of_outcomes()
    {
        var ledger = new Ledger(Halt.AfterFraction(0.5, minItems: 4));
        for (var index = 0; index < 3; index++) ledger.Fail(Failure(index));
        Assert.False(ledger.Halted);
        ledger.Succeeded(IndexRange.Single(3), _added);
        Assert.Equal((true, 4), (ledger.Halted, ledger.Bound));
    }

    [Fact]
    public void A_head_that_hangs_does_not_hide_that_all_else_fails()
    {
        var ledger = new Ledger(Halt.AfterFraction(0.1, minItems: 5));
        for (var index = 5; index < 10; index++) ledger.Fail(Failure(index));
        Assert.Equal((10, 0, false), (ledger.Bound, ledger.Head, ledger.IsComplete));
        ledger.Succeeded(new IndexRange(0, 5), _added);
        Assert.True(ledger.IsComplete);
    }

    [Fact]
    public void A_fraction_that_is_not_exceeded_does_not_halt()
    {
        var ledger = new Ledger(Halt.AfterFraction(0.5, minItems: 1));
        ledger.Succeeded(new IndexRange(0, 5), _added);
        for (var index = 5; index < 10; index++) ledger.Fail(Failure(index));
        Assert.False(ledger.Halted);
        ledger.Fail(Failure(10));
        Assert.True(ledger.Halted);
    }

    [Fact]
    public void What_comes_behind_the_halt_does_not_change_what_is_said_of_it()
    {
        var ledger = new Ledger(Halt.AfterFraction(0.3, minItems: 3));
        ledger.Succeeded(new IndexRange(0, 2), _added);
        ledger.Fail(Failure(4));
        ledger.Succeeded(new IndexRange(2, 4), _added);
        Assert.Equal((3, 1), Told(ledger));

        ledger = new Ledger(Halt.After(2));
        for (var index = 9; index > 4; index--) ledger.Fail(Failure(index));
        ledger.Succeeded(new IndexRange(0, 5), _added);
        Assert.Equal((2, 2), Told(ledger));

        static (long Done, long Failed) Told(Ledger ledger) => Assert.IsType<MapHaltedException>(ledger.Verdict(failuresAreOutcomes: true, null)) is var told ? (told.Done, told.Failed) : default;
    }

    private static ItemFailure Failure(long index) => new(index, 1, Worker, "Some.Exception", "no", null, null, TimeSpan.Zero);
}
