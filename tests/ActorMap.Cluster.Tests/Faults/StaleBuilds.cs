using System.Reflection;
using System.Runtime.Loader;
using ActorMap.Cluster.Code;
using ActorMap.Cluster.Tests.Code;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>A node that has another build of an assembly than the program that maps.</summary>
public sealed class StaleBuilds : IAsyncLifetime
{
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData("public int B; public int A;")]
    [InlineData("public int A; public int C;")]
    [InlineData("public int A; public uint B;")]
    public async Task A_named_function_whose_items_have_other_fields_is_refused_with_the_type(string fields)
    {
        var node = await _cluster.NodeAsync(Cluster.Node with { Functions = Register(Load(Build("public int A; public int B;", times: 1))) });
        var pool = await _cluster.ClientAsync(Cluster.Client, 1, node.Address);

        var error = await Assert.ThrowsAsync<FunctionLoadException>(() => SumAsync(pool, Load(Build(fields, times: 1)), "NamedAsync"));
        Assert.Contains("was built with another Pair than the map", error.Message, StringComparison.Ordinal);

        // The node serves who has the same build.
        Assert.Equal(-4_950, await SumAsync(pool, Load(Build("public int A; public int B;", times: 1)), "NamedAsync"));
    }

    [Fact]
    public async Task A_named_function_of_another_build_serves_where_its_items_are_the_same()
    {
        var node = await _cluster.NodeAsync(Cluster.Node with { Functions = Register(Load(Build("public int A; public int B;", times: 3))) });
        var pool = await _cluster.ClientAsync(Cluster.Client, 1, node.Address);

        Assert.Equal(-3 * 4_950, await SumAsync(pool, Load(Build("public int A; public int B;", times: 1)), "NamedAsync"));
    }

    [Fact]
    public async Task A_function_that_travels_runs_in_its_own_build_though_the_node_has_another()
    {
        var stale = Build("public int A; public int B;", times: 7, "StaleAtTheNode");
        AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(stale));
        var node = await _cluster.NodeAsync();
        var pool = await _cluster.ClientAsync(null, 1, node.Address);

        var own = Build("public int B; public int A;", times: 2, "StaleAtTheNode");
        var assembly = Load(own);
        CodeImages.Remember(assembly, own);
        Assert.Equal(-2 * 4_950, await SumAsync(pool, assembly, "TravelsAsync"));
    }

    private static byte[] Build(string fields, int times, string name = "Stale")
    {
        var second = fields.Contains("uint B", StringComparison.Ordinal) ? "(uint)" : "";
        var field = fields.Contains(" C;", StringComparison.Ordinal) ? "C" : "B";
        var text = $$"""
            public struct Pair { {{fields}} }
            public sealed class F : ActorMap.IMapFunction<Pair, int> { public int Invoke(Pair item, ActorMap.MapContext context) => {{times}} * (item.A - (int)item.{{field}}); }
            public static class Runs
            {
                public static void Register(ActorMap.FunctionRegistry registry) => registry.Add("stale", (System.Func<object, ActorMap.IMapFunction<Pair, int>>)(_ => new F()));
                public static System.Threading.Tasks.Task<int> NamedAsync(ActorMap.MapPool pool) => SumAsync(pool.Map(ActorMap.MapFunction.Named<Pair, int>("stale"), Pairs()));
                public static System.Threading.Tasks.Task<int> TravelsAsync(ActorMap.MapPool pool) => SumAsync(pool.Map(new F(), Pairs()));
                private static Pair[] Pairs()
                {
                    var pairs = new Pair[100];
                    for (var i = 0; i < 100; i++) { pairs[i].A = i; pairs[i].{{field}} = {{second}}(2 * i); }
                    return pairs;
                }
                private static async System.Threading.Tasks.Task<int> SumAsync(ActorMap.MapQuery<Pair, int> query)
                {
                    var sum = 0;
                    foreach (var value in await query.ToArrayAsync()) sum += value;
                    return sum;
                }
            }
            """;
        return Compiler.Compile(name, text, File.ReadAllBytes(typeof(MapContext).Assembly.Location), File.ReadAllBytes(typeof(MapPool).Assembly.Location));
    }

    private static Assembly Load(byte[] image) => Images.InMemory(image)[0];

    private static FunctionRegistry Register(Assembly assembly)
    {
        var registry = new FunctionRegistry();
        assembly.GetType("Runs")!.GetMethod("Register")!.Invoke(null, [registry]);
        return registry;
    }

    private static Task<int> SumAsync(MapPool pool, Assembly assembly, string method) =>
        ((Task<int>)assembly.GetType("Runs")!.GetMethod(method)!.Invoke(null, [pool])!).WaitAsync(Reception.Deadline);
}
