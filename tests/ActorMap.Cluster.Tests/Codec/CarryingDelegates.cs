using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class CarryingDelegates
{
    [Fact]
    public void A_lambda_is_carried_with_its_captured_variables()
    {
        var (factor, names) = (3, new List<string> { "a" });
        Func<int, string> function = x => names[0] + (x * factor);
        Assert.Equal("a6", Carried.Function(function)(2));
    }

    [Fact]
    public void A_lambda_that_captures_nothing_is_carried() => Assert.Equal(4, Carried.Function<Func<int, int>>(x => x * 2)(2));

    [Fact]
    public void A_lambda_of_a_generic_method_is_carried()
    {
        Assert.Equal("int 1", Made("int ")(1));
        Assert.Equal("text a", Made("text ")("a"));

        static Func<object, string> Made<T>(T prefix) => Carried.Function<Func<object, string>>(x => prefix + x.ToString());
    }

    [Fact]
    public async Task An_asynchronous_lambda_is_carried()
    {
        var offset = 5;
        Func<int, CancellationToken, ValueTask<int>> function = async (x, cancel) =>
        {
            await Task.Yield();
            return x + offset;
        };
        Assert.Equal(7, await Carried.Function(function)(2, default));
    }

    [Fact]
    public void Method_groups_static_instance_and_generic_are_carried()
    {
        Assert.Equal(3, Carried.Function<Func<int, int>>(Math.Abs)(-3));
        Assert.Equal("a!", Carried.Function<Func<string, string>>(new Suffix("!").Add)("a"));
        Assert.Equal(["a", "b"], Carried.Function<Func<string, string[]>>(Split<string>)("a,b"));
        Assert.Equal("xy", Carried.Function<Func<string, string>>("x".With)("y"));
    }

    [Fact]
    public void Delegates_that_combine_several_and_that_call_others_are_carried()
    {
        var log = new List<int>();
        Action<int> both = x => log.Add(x);
        both += x => log.Add(x * 10);
        Func<int, int> inner = x => x + 1;
        Func<int, List<int>> function = x =>
        {
            both(inner(x));
            return log;
        };
        Assert.Equal([2, 20], Carried.Function(function)(1));
        Assert.Empty(log);
    }

    [Fact]
    public void A_lambda_that_captures_itself_is_carried()
    {
        Func<int, int>? factorial = null;
        factorial = n => n <= 1 ? 1 : n * factorial!(n - 1);
        Assert.Equal(120, Carried.Function(factorial)(5));
    }

    [Fact]
    public void A_lambda_in_an_object_calls_the_objects_copy()
    {
        var counter = new Counter();
        var copy = Carried.Function(counter);
        copy.Count();
        Assert.Equal((0, 1), (counter.Total, copy.Total));
    }

    [Fact]
    public void The_library_s_own_function_objects_are_carried()
    {
        var function = MapFunction.WithState<int[], int, int>([1, 2, 3], (state, x) => state[x]);
        var held = function.GetType().GetProperty("Function", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public);
        var target = held?.GetValue(function) ?? function;
        Assert.Equal(3, ((IMapFunction<int, int>)Carried.Function(target)).Invoke(2, default));
    }

    private static T[] Split<T>(string text)
        where T : class => Array.ConvertAll(text.Split(','), part => (T)(object)part);

    private sealed class Suffix(string text)
    {
        internal string Add(string to) => to + text;
    }

    private sealed class Counter
    {
        internal Counter() => Count = () => Total++;

        internal Action Count { get; }

        internal int Total { get; private set; }
    }
}

internal static class Extension
{
    internal static string With(this string first, string second) => first + second;
}
