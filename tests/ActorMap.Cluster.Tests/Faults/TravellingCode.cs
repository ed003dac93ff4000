using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ActorMap.Cluster.Code;
using ActorMap.Cluster.Tests.Code;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class TravellingCode : IAsyncLifetime
{
    private const string Text = """
        public struct Pair { public int A; public int B; }
        public sealed class F : ActorMap.IMapFunction<int, int> { public int Invoke(int item, ActorMap.MapContext context) => 3 * item; }
        public sealed class G : ActorMap.IMapFunction<int, Pair> { public Pair Invoke(int item, ActorMap.MapContext context) => new Pair { A = item, B = -item }; }
        public static class Runs
        {
            public static async System.Threading.Tasks.Task<int> SumAsync(ActorMap.MapPool pool)
            {
                var sum = 0;
                foreach (var pair in await pool.Map(new G(), System.Linq.Enumerable.Range(0, 1000)).ToArrayAsync()) sum += pair.A - pair.B;
                return sum;
            }
        }
        """;

    private static readonly byte[] Image = Compiler.Compile("Travels", Text, Bytes(typeof(MapContext)), Bytes(typeof(MapPool)));

    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_function_that_a_node_does_not_have_travels_to_it()
    {
        var seed = await _cluster.ProcessAsync();
        var pool = await _cluster.ClientAsync(null, 1, seed.Address);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(item => 3 * item), await pool.Map(Function("F"), Enumerable.Range(0, 1_000)).ToArrayAsync().WaitAsync(Reception.Deadline));
    }

    [Fact]
    public async Task Its_code_is_gone_from_the_node_after_the_job()
    {
        var node = await _cluster.NodeAsync();
        var pool = await _cluster.ClientAsync(null, 1, node.Address);
        await RunAsync(pool);

        // What actors and pools keep is that of their last message.
        await pool.Map((int item) => item, Enumerable.Range(0, 10)).ToArrayAsync().WaitAsync(Reception.Deadline);
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (Contexts() > 0)
        {
            Assert.False(late.IsCancellationRequested, "The load context of the job is still there.");
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_node_that_takes_no_code_says_so()
    {
        var node = await _cluster.NodeAsync(Cluster.Node with { AllowCode = false, Functions = new FunctionRegistry().Add("mine", MapFunctionOf()) });
        var pool = await _cluster.ClientAsync(null, 1, node.Address);
        var error = await Assert.ThrowsAsync<FunctionLoadException>(() => pool.Map((int item) => item, Enumerable.Range(0, 10)).ToArrayAsync().WaitAsync(Reception.Deadline));
        Assert.Contains("--allow-code", error.Message, StringComparison.Ordinal);
        Assert.Contains("it has mine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_node_knows_is_refused_with_those_that_are_known()
    {
        var node = await _cluster.NodeAsync(Cluster.Node with { Functions = new FunctionRegistry().Add("mine", MapFunctionOf()) });
        var pool = await _cluster.ClientAsync(null, 1, node.Address);
        var error = await Assert.ThrowsAsync<FunctionLoadException>(() => pool.Map(MapFunction.Named<int, int>("yours"), Enumerable.Range(0, 10)).ToArrayAsync().WaitAsync(Reception.Deadline));
        Assert.Contains("no function 'yours': it has mine", error.Message, StringComparison.Ordinal);

        // The pool and the node go on.
        var results = await pool.Map(MapFunction.Named<int, int>("mine"), Enumerable.Range(0, 10)).ToArrayAsync().WaitAsync(Reception.Deadline);
        Assert.Equal(Enumerable.Range(1, 10), results);
    }

    [Fact]
    public async Task A_name_that_one_node_knows_is_enough_and_when_that_node_is_gone_the_map_ends()
    {
        await using var reception = new Reception(_ => true);
        var stranger = await _cluster.NodeAsync(Cluster.Node);
        var port = reception.Port;
        var knows = await _cluster.NodeAsync(Cluster.Node with { Functions = new FunctionRegistry().Add("visit", (Func<object?, IMapFunction<int, int>>)(_ => new Visiting(port))) }, stranger.Address);
        var time = new JumpingTime();
        var pool = await _cluster.ClientAsync(Cluster.Client with { Time = time }, 2, stranger.Address);
        var map = pool.Map(MapFunction.Named<int, int>("visit"), Enumerable.Range(0, 5)).ToArrayAsync();
        await reception.ComesAsync(_ => true);

        var left = knows.DisposeAsync();
        using var late = new CancellationTokenSource(Reception.Deadline);
        while (!map.IsCompleted)
        {
            // Each time as long as it waits for another node that knows the name.
            if (pool.Workers == 1) time.Jump(Reception.Deadline);
            await Task.WhenAny(map, Task.Delay(TimeSpan.FromSeconds(1.5), late.Token));
            late.Token.ThrowIfCancellationRequested();
        }

        var error = await Assert.ThrowsAsync<FunctionLoadException>(() => map.WaitAsync(Reception.Deadline));
        Assert.Contains("no function 'visit'", error.Message, StringComparison.Ordinal);
        await left;
    }

    private static MapFunction<int, int> MapFunctionOf() => MapFunction.WithState<int, int, int>(1, (state, item) => item + state);

    private static byte[] Bytes(Type type) => File.ReadAllBytes(type.Assembly.Location);

    private static IMapFunction<int, int> Function(string name)
    {
        var assembly = Images.InMemory(Image)[0];
        CodeImages.Remember(assembly, Image);
        return (IMapFunction<int, int>)Activator.CreateInstance(assembly.GetType(name)!)!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunAsync(MapPool pool)
    {
        var assembly = Images.InMemory(Image)[0];
        CodeImages.Remember(assembly, Image);

        // Counted as it comes: once the job has ended, it may be gone before one looks.
        var came = 0;
        void Came(object? sender, AssemblyLoadEventArgs load)
        {
            if (IsOfJob(load.LoadedAssembly)) Interlocked.Increment(ref came);
        }

        AppDomain.CurrentDomain.AssemblyLoad += Came;
        try
        {
            var sum = (Task<int>)assembly.GetType("Runs")!.GetMethod("SumAsync")!.Invoke(null, [pool])!;
            Assert.Equal(2 * Enumerable.Range(0, 1_000).Sum(), await sum.WaitAsync(Reception.Deadline));
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyLoad -= Came;
        }

        Assert.NotEqual(0, Volatile.Read(ref came));
    }

    /// <summary>Contexts of jobs on nodes in this process.</summary>
    private static int Contexts() => AssemblyLoadContext.All.Count(context => context.Assemblies.Any(IsOfJob));

    private static bool IsOfJob(Assembly assembly) => assembly.GetName().Name == "Travels" && AssemblyLoadContext.GetLoadContext(assembly)?.Name == "job";

    private sealed class Visiting(int port) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => Reception.Visit(port, item);
    }
}
