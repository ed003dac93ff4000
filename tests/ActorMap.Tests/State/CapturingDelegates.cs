using System.Linq.Expressions;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class CapturingDelegates
{
    [Fact]
    public void A_method_group_takes_its_object_along()
    {
        var scorer = new Scorer([2]);
        var copy = StateCopier.Copy(StateCopier.Capture<Func<int, int>>(scorer.Score));
        scorer.Weights[0] = 0;
        Assert.Equal(6, copy(3));
    }

    [Fact]
    public void A_method_groups_object_is_named_by_its_type()
    {
        var error = Assert.Throws<StateCopyException>(() => StateCopier.Capture<Func<int, int>>(new Scorer([2]) { Log = new MemoryStream() }.Score));
        Assert.Equal("Scorer.Log", error.Path);
    }

    [Fact]
    public void A_static_method_is_shared()
    {
        Func<int, int> function = Math.Abs;
        Assert.Same(function, StateCopier.Capture(function));
    }

    [Fact]
    public void The_delegates_of_our_own_wrappers_are_what_the_user_gave_to_the_map()
    {
        var scorer = new Scorer([2]);
        int[] more = [1];
        var captured = StateCopier.Capture(new WithStateFunction<Scorer, int, int>(scorer, (s, x) => s.Score(x) + more[0]));
        scorer.Weights[0] = more[0] = 0;
        Assert.Equal(7, StateCopier.Copy(captured).Invoke(3, default));

        var held = StateCopier.Capture(new PerWorkerFunction<int, int, int>(new(_ => 1, null), (_, x) => x, null));
        Assert.Equal(3, StateCopier.Copy(held).Invoke(3, default));
    }

    [Fact]
    public void In_paths_our_own_wrappers_are_left_out()
    {
        using var stream = new MemoryStream();
        var scorer = new Scorer([2]) { Log = stream };
        Assert.Equal("Scorer.Log", Path(new WithStateFunction<Scorer, int, int>(scorer, (s, x) => x)));
        Assert.Equal("state", Path(new WithStateFunction<Stream, int, int>(stream, (s, x) => x)));
        Assert.Equal("lambda.stream", Path(new WithStateFunction<int, int, int>(1, (s, x) => (int)stream.Length)));
        Assert.Equal("lambda.stream", Path(new PerWorkerFunction<long, int, int>(new(_ => stream.Length, null), (s, x) => x, null)));
        Assert.Equal("Scorer.Log", Path(new WithStateFunction<int, int, int>(1, (s, x) => scorer.Score(x)), skip: "lambda."));
    }

    [Fact]
    public void A_delegate_on_a_part_of_the_function_calls_that_part_of_the_copy()
    {
        var original = new Chooser(new Scorer([2]), negative: true);
        var copy = StateCopier.Copy(StateCopier.Capture(original));
        original.Scorer.Weights[0] = 0;
        Assert.Equal((-6, 6), (copy.Choice(3), copy.Scorer.Score(3)));
        Assert.Same(copy, copy.Choice.Target);
    }

    [Fact]
    public void A_delegate_on_an_object_that_is_not_part_of_the_function_is_refused()
    {
        var stranger = new Scorer([2]);
        var error = Assert.Throws<StateCopyException>(() => StateCopier.Capture(new Holder<Func<int, int>>(stranger.Score)));
        Assert.Equal(("Holder<Func<int, int>>.Value", typeof(Func<int, int>)), (error.Path, error.Type));
        Assert.EndsWith(
            "Func<int, int> calls Scorer.Score on an object that is not part of the function and can't be copied; capture the object itself, or use a lambda",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_delegate_in_a_variable_is_refused_by_the_variables_name()
    {
        Func<int, int> score = new Scorer([2]).Score;
        Assert.Equal("lambda.score", Assert.Throws<StateCopyException>(() => StateCopier.Capture<Func<int, int>>(x => score(x))).Path);
    }

    [Fact]
    public void All_delegates_of_a_combined_one_are_copied()
    {
        var (a, b) = (new List<int>(), new List<int>());
        Action<int> both = x => a.Add(x);
        both += x => b.Add(x * 2);
        var copy = StateCopier.Copy(StateCopier.Capture(new Recorder(both, a, b)));
        copy.Both(5);
        Assert.Equal([5], copy.A);
        Assert.Equal([10], copy.B);
        Assert.Empty(a);
        Assert.Empty(b);
    }

    [Fact]
    public void A_closed_extension_method_takes_its_object_along()
    {
        int[] items = [1, 2];
        var copy = StateCopier.Copy(StateCopier.Capture<Func<int, bool>>(items.AsEnumerable().Contains));
        items[0] = 9;
        Assert.True(copy(1));
    }

    [Fact]
    public void A_compiled_expression_is_copied_as_a_whole()
    {
        int[] items = [1, 2];
        Expression<Func<int, int>> expression = x => items[x];
        var copy = StateCopier.Copy(StateCopier.Capture(expression.Compile()));
        items[0] = 9;
        Assert.Equal(1, copy(0));
    }

    private static string Path(object function, string skip = "") =>
        Assert.Throws<StateCopyException>(() => StateCopier.Capture(function)).Path.Replace(skip + "scorer", "Scorer", StringComparison.Ordinal);

    private sealed class Scorer(int[] weights)
    {
        public int[] Weights { get; } = weights;

        public Stream? Log { get; init; }

        public int Score(int x) => x * Weights[0];
    }

    private sealed class Chooser
    {
        public Chooser(Scorer scorer, bool negative)
        {
            Scorer = scorer;
            Choice = negative ? Negative : scorer.Score;
        }

        public Scorer Scorer { get; }

        public Func<int, int> Choice { get; }

        private int Negative(int x) => -Scorer.Score(x);
    }

    private sealed record Recorder(Action<int> Both, List<int> A, List<int> B);
}
