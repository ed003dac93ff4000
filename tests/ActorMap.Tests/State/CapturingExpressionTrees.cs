using System.Linq.Expressions;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

/// <summary>Expression trees name the variables that they use; no instruction of the lambda around them reads those.</summary>
public sealed class CapturingExpressionTrees
{
    private readonly MemoryStream _stream = new();

    [Fact]
    public void A_variable_that_only_the_condition_of_a_query_uses_is_captured()
    {
        var (threshold, names) = (2, new[] { "a", "bb", "ccc" });
        var copy = Copied(x => names.AsQueryable().Count(n => n.Length >= threshold + x));
        threshold = 0;
        Assert.Equal((2, 1), (copy(0), copy(1)));
    }

    [Fact]
    public void The_variables_of_a_tree_that_is_compiled_are_captured()
    {
        var (a, b) = (5, 7);
        var copy = Copied(x =>
        {
            Expression<Func<int>> sum = () => a + b + x;
            return sum.Compile()();
        });
        a = b = 0;
        Assert.Equal(13, copy(1));
    }

    [Fact]
    public void Trees_in_trees_and_what_they_build_are_followed()
    {
        var (others, least, more) = (new[] { 1, 3 }, 1, 2);
        var copy = Copied(x => new[] { "a", "bb", "ccc" }.AsQueryable()
            .Select(n => new { n.Length, Even = n.Length % 2 == least - 1 })
            .Count(n => others.Any(o => o == n.Length && o + more > x) && !n.Even));
        Assert.Equal((2, 1, 0), (copy(0), copy(4), copy(5)));
    }

    [Fact]
    public void Variables_of_outer_scopes_are_captured()
    {
        var outer = 1;
        foreach (var i in new[] { 10 })
        {
            var inner = i * 10;
            var copy = Copied(x =>
            {
                var own = x * 1000;
                Expression<Func<int, int>> sum = y => y + outer + i + inner + own;
                return sum.Compile()(x);
            });
            Assert.Equal(2113, copy(2));
        }
    }

    [Fact]
    public void Generic_scopes_are_captured()
    {
        Assert.Equal("b", Made("b")(1));
        Assert.Equal(7, Made(7)(1));

        static Func<int, T> Made<T>(T value)
        {
            var list = new List<T> { value };
            return StateCopier.Copy(StateCopier.Capture<Func<int, T>>(x => list.AsQueryable().Select(y => list.Count == x ? value : y).Single()));
        }
    }

    [Fact]
    public async Task The_trees_of_asynchronous_lambdas_and_of_local_functions_are_followed()
    {
        var (a, b) = (1, 10);
        int Local(int x) => new[] { x }.AsQueryable().Select(y => y + b).Single();
        var copy = StateCopier.Copy(StateCopier.Capture<Func<int, Task<int>>>(async x =>
        {
            await Task.Yield();
            return new[] { x }.AsQueryable().Select(y => y + a).Single() + Local(x);
        }));
        Assert.Equal(15, await copy(2));
    }

    [Fact]
    public void A_delegate_that_only_a_tree_calls_has_its_variables()
    {
        var (a, b) = (1, 10);
        Func<int, int> helper = x => x + b;
        Assert.Equal(13, Copied(x => new[] { x }.AsQueryable().Select(y => helper(y) + a).Single())(2));
    }

    [Fact]
    public void What_no_tree_uses_is_left_out()
    {
        using var stream = new MemoryStream();
        var k = 3;
        Func<long> other = () => stream.Length;
        Assert.Equal(5, Copied(x => typeof(Stream).IsInterface ? 0 : new[] { x }.AsQueryable().Select(y => y + k).Single())(2));
        Assert.Equal(0, other());
    }

    [Fact]
    public void What_a_tree_uses_and_cannot_be_copied_is_named()
    {
        using var stream = new MemoryStream();
        Assert.Equal("lambda.stream", Refused(x => new[] { x }.AsQueryable().Count(y => y < stream.Length)).Path);
    }

    [Fact]
    public void A_tree_that_uses_this_captures_the_whole_object()
    {
        var k = 1;
        Assert.Equal("lambda.this._stream", Refused(x => new[] { x }.AsQueryable().Count(y => y + k < Length)).Path);
        Assert.Equal("lambda.this._stream", Refused(x => new[] { x }.AsQueryable().Count(y => y < Length)).Path);
        Assert.Equal(17, new Scorer(5).Copy(10)(2));
    }

    private long Length => _stream.Length;

    private static Func<int, int> Copied(Func<int, int> function) => StateCopier.Copy(StateCopier.Capture(function));

    private static StateCopyException Refused(Func<int, int> function) => Assert.Throws<StateCopyException>(() => Copied(function));

    private sealed class Scorer(int weight)
    {
        private int Weight => weight;

        internal Func<int, int> Copy(int offset) => Copied(x => new[] { x }.AsQueryable().Select(y => y + Weight + offset).Single());
    }
}
