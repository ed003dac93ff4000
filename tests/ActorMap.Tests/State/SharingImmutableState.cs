using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using ActorMap.State;
using ActorMap.Tests.Shared;
using Microsoft.FSharp.Collections;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class SharingImmutableState
{
    private int _assigned = 1;

    public static TheoryData<object> Immutable() =>
    [
        new Plain(1, "a", new Uri("http://localhost")), new ByParameter(3), new Holding<ImmutableArray<string>>(["a"]),
        new Holding<ImmutableDictionary<string, Plain>>(ImmutableDictionary<string, Plain>.Empty.Add("a", new(1, "b", null))),
        new Holding<FrozenDictionary<string, int>>(new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary()),
        new Holding<FrozenSet<string>>(new[] { "a" }.ToFrozenSet()), new Holding<ImmutableSortedSet<int>>([1, 2]),
        new Holding<(int, string)>((1, "a")), new Holding<Tuple<int, Plain>>(Tuple.Create(1, new Plain(1, "a", null))), new Holding<Believed>(new()),
        new Holding<IReadOnlyList<int>>([1, 2]), new Holding<ImmutableArray<string>>(default), new Holding<Lock>(new()), new { A = 1, B = "b" },
        new Holding<Guid?>(Guid.Empty), new Holding<Counter>(new()), new Holding<Counter?>(new Counter()), new Holding<ImmutableArray<Counter>>([new()]), new Holding<object>((1, "a")), new Holding<object>(Guid.Empty), new WithStateFunction<Plain, int, int>(new(1, "a", null), (s, x) => s.Number + x),
    ];

    [Theory]
    [MemberData(nameof(Immutable))]
    public void Deeply_immutable_state_may_be_shared(object function) => StateCopier.RequireImmutable(StateCopier.Capture(function));

    [Fact]
    public void A_record_of_FSharp_may_be_shared_unless_it_is_mutable()
    {
        StateCopier.RequireImmutable(StateCopier.Capture(EmittedRecord.Filled(EmittedRecord.OfFSharp())));
        Assert.Equal("Rec.Total", Refused(EmittedRecord.Filled(EmittedRecord.OfFSharp(isMutable: true))).Path);
    }

    [Fact]
    public void A_list_of_FSharp_is_held_to_its_items()
    {
        StateCopier.RequireImmutable(StateCopier.Capture(new Holding<FSharpList<string>>(new("a"))));
        Assert.Equal("Holding<FSharpList<int[]>>.Value[0]", Refused(new Holding<FSharpList<int[]>>(new([1]))).Path);
    }

    [Fact]
    public void An_array_is_refused_with_the_cure()
    {
        var error = Refused(new Holding<int[]>([1]));
        Assert.Equal(("Holding<int[]>.Value", typeof(int[])), (error.Path, error.Type));
        Assert.Equal("Holding<int[]>.Value: int[] is an array, which can be written to; use ImmutableArray, or leave MapOptions.State at PerWorker", error.Message);
    }

    [Fact]
    public void A_collection_that_can_be_changed_is_refused_with_a_better_one()
    {
        Assert.Contains("use FrozenDictionary", Refused(new Holding<Dictionary<int, int>>([])).Message, StringComparison.Ordinal);
        Assert.Contains("use ImmutableArray", Refused(new Holding<List<int>>([])).Message, StringComparison.Ordinal);
        Assert.Contains("use FrozenSet", Refused(new Holding<HashSet<int>>([])).Message, StringComparison.Ordinal);
        Assert.Equal("Holding<ImmutableArray<int[]>>.Value[0]", Refused(new Holding<ImmutableArray<int[]>>([[1]])).Path);
        Assert.Contains("ToImmutable", Refused(new Holding<ImmutableArray<int>.Builder>(ImmutableArray.CreateBuilder<int>())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_can_be_assigned_is_refused_by_its_name()
    {
        var error = Refused(new Holding<Assignable>(new()));
        Assert.Equal(("Holding<Assignable>.Value.Number", typeof(int)), (error.Path, error.Type));
        Assert.Contains("make it readonly", error.Message, StringComparison.Ordinal);
        Assert.Equal("ByWrittenParameter.count", Refused(new ByWrittenParameter(1)).Path);
    }

    [Fact]
    public void Objects_of_the_framework_that_can_be_changed_are_refused_as_a_whole() =>
        Assert.Equal("Holding<StringBuilder>.Value", Refused(new Holding<StringBuilder>(new StringBuilder())).Path);

    [Fact]
    public void A_class_of_ones_own_is_no_more_fixed_for_what_it_derives_from() =>
        Assert.Equal("Holding<Encoding>.Value._calls", Refused(new Holding<Encoding>(new Counting())).Path);

    [Fact]
    public void A_struct_that_changes_itself_is_refused_in_a_box_where_all_would_change_the_one()
    {
        Assert.Equal("Holding<ICounter>.Value._count", Refused(new Holding<ICounter>(new Counter())).Path);
        Assert.Equal("Holding<ImmutableArray<ICounter>>.Value[0]._count", Refused(new Holding<ImmutableArray<ICounter>>([new Counter()])).Path);
        ICounter counter = new Counter();
        Assert.Equal("lambda.counter._count", Refused<Func<int>>(() => counter.Next()).Path);
    }

    [Fact]
    public void A_lambda_that_writes_no_captured_variable_may_be_shared()
    {
        var (k, text, day) = (3, "a", DayOfWeek.Friday);
        StateCopier.RequireImmutable(StateCopier.Capture<Func<int, string>>(x => text + (x * k) + k.ToString("x", null) + day));
        k = 4;
    }

    [Fact]
    public void A_lambda_that_writes_a_captured_variable_is_refused_by_its_name()
    {
        var count = 0;
        Assert.Equal("lambda.count", Refused<Func<int, int>>(x => count += x).Path);
        Assert.Equal("lambda.count", Refused<Func<int, int>>(x => Interlocked.Increment(ref count)).Path);
        int[] table = [count];
        Assert.Equal("lambda.table", Refused<Func<int, int>>(x => table[x]).Path);
    }

    [Fact]
    public void A_variable_that_an_expression_tree_uses_is_refused_as_the_tree_may_assign_it()
    {
        var k = 3;
        Assert.Equal("lambda.k", Refused<Func<int, int>>(x => new[] { x }.AsQueryable().Count(y => y < k)).Path);
        foreach (var i in new[] { 1 })
            Assert.Equal("lambda.k", Refused<Func<int, int>>(x => new[] { x + i }.AsQueryable().Count(y => y < k)).Path);
    }

    [Fact]
    public void A_lambda_that_uses_this_is_held_to_the_fields_of_this()
    {
        _assigned++;
        StateCopier.RequireImmutable(StateCopier.Capture<Func<int, int>>(x => x + _assigned));
        Assert.Equal("lambda.this._assigned", Refused<Func<int, int>>(x => x + _assigned++).Path);
        Assert.Equal("lambda.this._assigned", Refused<Func<int, int>>(x => x + Outside(this)).Path);
    }

    [Fact]
    public void A_function_that_builds_its_state_in_each_worker_is_not_shared() =>
        Assert.Contains("leave MapOptions.State at PerWorker", Refused(new PerWorkerFunction<int, int, int>(new(_ => 1, null), (_, x) => x, null)).Message, StringComparison.Ordinal);

    private static int Outside(SharingImmutableState o) => o._assigned;

    private static StateCopyException Refused<T>(T function)
        where T : class => Assert.Throws<StateCopyException>(() => StateCopier.RequireImmutable(StateCopier.Capture(function)));

    private sealed record Plain(int Number, string Text, Uri? Address);

    private sealed class ByParameter(int factor)
    {
        public int Invoke(int x) => x * factor;
    }

    private sealed class ByWrittenParameter(int count)
    {
        public int Invoke() => count++;
    }

    private sealed class Holding<T>(T value)
    {
        public readonly T Value = value;
    }

    private interface ICounter
    {
        int Next();
    }

    private struct Counter : ICounter
    {
        private int _count;

        public int Next() => ++_count;
    }

    private sealed class Counting : UTF8Encoding
    {
        private int _calls;

        public override int GetByteCount(string s) => base.GetByteCount(s) + _calls++;
    }

    private sealed class Assignable
    {
        public int Number = 1;
    }

    [ImmutableState]
    private sealed class Believed
    {
        public int[] Numbers = [1];
    }
}
