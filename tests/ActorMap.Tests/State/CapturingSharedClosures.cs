using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

/// <summary>The variables of a scope are one object, of which each lambda uses its own part.</summary>
public sealed class CapturingSharedClosures
{
    [Fact]
    public void A_lambda_that_calls_two_others_has_the_variables_of_both()
    {
        var (low, high) = (2, 5);
        Func<int, bool> above = y => y > low, below = y => y < high;
        Func<int, bool> inside = x => above(x) && below(x);
        var copy = Captured(inside);
        low = high = 0;
        Assert.Equal([false, true, true, false], new[] { 1, 3, 4, 6 }.Select(copy));
    }

    [Fact]
    public void The_operators_of_a_query_have_the_variables_of_each()
    {
        var (least, most, factor, offset) = (4, 6, 7, 1);
        var query = new List<int> { 1, 5, 6, 9 }.Where(y => y > least).Where(y => y <= most).Select(y => y * factor).OrderBy(y => y % offset);
        var copy = Copied(x => query.Sum());
        least = most = factor = offset = 0;
        Assert.Equal(77, copy(0));
    }

    [Fact]
    public void The_lambdas_of_a_function_object_have_the_variables_of_each_in_any_order()
    {
        var (a, b, c, d) = (1, 10, 100, 1000);
        Func<int, int>[] rules = [x => x + a, x => x + b, x => x + c, x => x + d + a];
        var orders =
            from i in Numbers(4)
            from j in Numbers(4).Except([i])
            from k in Numbers(4).Except([i, j])
            from l in Numbers(4).Except([i, j, k])
            select new[] { i, j, k, l };
        Assert.All(orders, order => Assert.Equal(order.Sum(at => rules[at](3)), Sum(Captured(new Rules([.. order.Select(at => rules[at])])))));

        static int Sum(Rules rules) => rules.All.Sum(rule => rule(3));
        static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);
    }

    [Fact]
    public void Lambdas_in_collections_and_in_combined_delegates_have_the_variables_of_each()
    {
        var (a, b, c, sum) = (1, 10, 100, 0);
        Action<int> all = x => sum += x * a;
        all += x => sum += x * b;
        var named = new Dictionary<string, object> { ["c"] = (Func<int, int>)(x => x * c) };
        var copy = Copied(x =>
        {
            all(x);
            return sum + ((Func<int, int>)named["c"])(x);
        });
        Assert.Equal(222, copy(2));
        Assert.Equal(0, sum);
    }

    [Fact]
    public void Variables_of_outer_scopes_arrive_whichever_lambda_leads_to_them()
    {
        var (a, b, c) = (1, 10, 100);
        Func<int, int> outer = x => x + b;
        foreach (var i in new[] { 1000 })
        {
            var j = i * 10;
            Func<int, int> first = x => x + i + a, second = x => x + j + c;
            Assert.Equal(12 + 1003 + 10102, Sum([outer, first, second]));
            Assert.Equal(12 + 1003 + 10102, Sum([first, outer, second]));
            Assert.Equal(12 + 1003 + 10102, Sum([second, first, outer]));
            Assert.Equal(12 + 1003 + 10102, Copied(x => second(x) + first(x) + outer(x))(2));
        }

        static int Sum(Func<int, int>[] rules) => Captured(new Rules(rules)).All.Sum(rule => rule(2));
    }

    [Fact]
    public void Lambdas_that_lead_to_one_another_have_the_variables_of_all()
    {
        var (a, b, c, d) = (1, 10, 100, 1000);
        Func<int, int> fourth = x => x + d;
        Func<int, int> third = x => fourth(x) + c;
        Func<int, int> second = x => third(x) + b;
        Func<int, int> first = x => second(x) + a;
        var copy = Copied(first);
        a = b = c = d = 0;
        Assert.Equal(1116, copy(5));
    }

    [Fact]
    public void Lambdas_that_call_each_other_have_the_variables_of_all()
    {
        var (a, b, c) = (1, 10, 100);
        Func<int, int>? even = null, odd = null, last = null;
        even = n => n == 0 ? last!(0) : odd!(n - 1) + a;
        odd = n => n == 0 ? last!(0) : even(n - 1) + b;
        last = n => n + c;
        Assert.Equal(122, Copied(even)(4));
    }

    [Fact]
    public void What_the_lambdas_write_they_see_of_one_another()
    {
        var (count, step, limit) = (0, 2, 5);
        Func<int> add = () => count += step;
        Func<bool> isFull = () => count >= limit;
        Func<int, int> function = x =>
        {
            while (!isFull()) add();
            return count;
        };
        Assert.Equal((6, 0), (Copied(function)(0), count));
    }

    [Fact]
    public void What_none_of_them_uses_is_left_out()
    {
        using var stream = new MemoryStream();
        var (a, b, c) = (1, 10, 100);
        Func<int, int> first = x => x + a, second = x => x + b, third = x => x + c, other = x => x + (int)stream.Length;
        Assert.Equal(117, Copied(x => first(x) + second(x) + third(x))(2));
        Assert.Equal(2, other(2));
    }

    [Fact]
    public void What_one_of_them_uses_and_cannot_be_copied_is_named()
    {
        using var stream = new MemoryStream();
        var (a, b) = (1, 10);
        Func<int, int> first = x => x + a, second = x => x + b, third = x => x + (int)stream.Length;
        var error = Assert.Throws<StateCopyException>(() => Copied(x => first(x) + second(x) + third(x)));
        Assert.Equal(typeof(MemoryStream), error.Type);
        Assert.EndsWith(".stream", error.Path, StringComparison.Ordinal);
    }

    private static Func<int, int> Copied(Func<int, int> function) => Captured(function);

    private static T Captured<T>(T function)
        where T : class => StateCopier.Copy(StateCopier.Capture(function));

    private sealed record Rules(Func<int, int>[] All);
}
