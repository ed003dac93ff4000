using Xunit;

namespace ActorMap.Tests.Functions;

public sealed class NamedFunctionSpecs
{
    [Fact]
    public async Task A_registered_function_is_found_by_name_and_given_its_state()
    {
        var functions = new FunctionRegistry()
            .Add("twice", MapFunction.WithState(2, (int two, int i) => two * i))
            .Add<int, int>("times", state => new Times((int)state!));
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2, Functions = functions });
        Assert.Equal("2 4 6", string.Join(' ', await pool.Map(MapFunction.Named<int, int>("twice"), [1, 2, 3])));
        Assert.Equal("5 10 15", string.Join(' ', await pool.Map(MapFunction.Named<int, int>("times", 5), [1, 2, 3])));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_told_with_those_that_are_known()
    {
        var functions = new FunctionRegistry().Add("twice", MapFunction.WithState(2, (int two, int i) => two * i));
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Functions = functions });
        var error = Assert.Throws<FunctionLoadException>(() => pool.Map(MapFunction.Named<int, int>("thrice"), [1]));
        Assert.Contains("'thrice'", error.Message, StringComparison.Ordinal);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
        Assert.Contains("Functions of the options that the pool is started with", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<FunctionLoadException>(() => pool.Map(MapFunction.Named<string, int>("twice"), ["1"]));
        Assert.Contains("does not map System.String to System.Int32: it maps System.Int32 to System.Int32.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<FunctionLoadException>(() => pool.Map(MapFunction.Named<(string, int), int[]>("twice"), [("1", 1)]));
        Assert.Contains("does not map System.ValueTuple`2<System.String,System.Int32> to System.Int32[]: ", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => functions.Add("twice", MapFunction.WithState(2, (int two, int i) => two * i)));
        Assert.Throws<ArgumentException>(() => MapFunction.Named<int, int>(" "));
    }

    [Fact]
    public async Task A_state_of_another_type_than_the_function_was_registered_with_is_told_with_both()
    {
        var functions = new FunctionRegistry().Add<int, int, int>("times", factor => new Times(factor)).Add<int?, int, int>("perhaps", factor => new Times(factor ?? 1));
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Functions = functions });
        Assert.Equal("6 3", $"{(await pool.Map(MapFunction.Named<int, int>("times", 2), [3]))[0]} {(await pool.Map(MapFunction.Named<int, int>("perhaps"), [3]))[0]}");
        Assert.Contains("'times' takes a state of int, and was given a string", Refused("x"), StringComparison.Ordinal);
        Assert.Contains("'times' takes a state of int, and was given none", Refused(null), StringComparison.Ordinal);

        string Refused(object? state) => Assert.Throws<FunctionLoadException>(() => pool.Map(MapFunction.Named<int, int>("times", state), [1])).Message;
    }

    [Fact]
    public async Task What_can_t_be_made_of_a_registered_function_is_told_with_its_name()
    {
        var functions = new FunctionRegistry().Add("twice", MapFunction.WithState(2, (int two, int i) => two * i))
            .Add<int, int>("none", _ => null!).Add<int, int, int>("nothing", _ => null!).Add<int, int>("broken", _ => throw new InvalidDataException("no table"));
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Functions = functions });
        Assert.Contains("'none' is null", Refused("none", null).Message, StringComparison.Ordinal);
        Assert.Contains("'nothing' is null", Refused("nothing", 1).Message, StringComparison.Ordinal);
        Assert.Contains("'twice' takes no state, and was given a int", Refused("twice", 5).Message, StringComparison.Ordinal);
        var broken = Refused("broken", null);
        Assert.Contains("'broken' could not be made: System.IO.InvalidDataException: no table", broken.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(broken.InnerException);

        FunctionLoadException Refused(string name, object? state) => Assert.Throws<FunctionLoadException>(() => pool.Map(MapFunction.Named<int, int>(name, state), [1]));
    }

    private sealed class Times(int factor) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item * factor;
    }
}
