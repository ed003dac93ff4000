using System.Buffers;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>What workers of one process may share, but makes no sense in another, is refused by path when it is written.</summary>
public sealed class StateThatStays
{
    [Fact]
    public void Options_that_hold_caches_are_refused_by_path()
    {
        var error = Carried.Refused(new Wrapped("a", new JsonSerializerOptions()));
        Assert.EndsWith(".Value.Thing", error.Path, StringComparison.Ordinal);
        Assert.Equal(typeof(JsonSerializerOptions), error.Type);
        Assert.Contains("static field", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_lambda_captures_is_named_by_its_variable()
    {
        var values = SearchValues.Create("abc");
        Func<string, int> function = text => text.AsSpan().IndexOfAny(values);
        var error = Assert.Throws<StateCopyException>(() => Carried.Bytes(function));
        Assert.Equal("lambda.values", error.Path);
    }

    [Fact]
    public void Code_compiled_at_run_time_is_refused()
    {
        var parameter = Expression.Parameter(typeof(int));
        var compiled = Expression.Lambda<Func<int, int>>(Expression.Add(parameter, Expression.Constant(1)), parameter).Compile();
        Assert.Contains("compiled while the program ran", Carried.Refused(compiled).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lookups_and_changed_cultures_are_refused()
    {
        Assert.Contains("hashed", Carried.Refused(new[] { "a" }.ToLookup(x => x)).Message, StringComparison.Ordinal);
        Assert.Contains("culture", Carried.Refused((CultureInfo)CultureInfo.InvariantCulture.Clone()).Message, StringComparison.Ordinal);
    }

    private sealed record Wrapped(string Name, object Thing);
}
