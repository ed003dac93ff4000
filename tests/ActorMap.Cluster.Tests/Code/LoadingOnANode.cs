using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Security.Cryptography;
using ActorMap.Cluster.Code;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Code;

public sealed class LoadingOnANode
{
    private static readonly byte[] Helper = Compiler.Compile("Helper", "public static class H { public static int Twice(int x) => 2 * x; }");
    private static readonly byte[] Function = Compiler.Compile("Function", "public static class F { public static int Run(int x) => H.Twice(x); }", Helper);

    [Fact]
    public void A_shipped_function_runs_with_its_shipped_dependency()
    {
        using var code = Images.Job(Function, Helper);
        var assembly = code.Load(Images.Id(Function));
        Assert.Equal(42, Images.Call(assembly, "F", 21));
        Assert.True(AssemblyLoadContext.GetLoadContext(assembly)!.IsCollectible);
        Assert.Same(assembly, code.Load(Images.Id(Function)));
    }

    [Fact]
    public void What_the_node_has_in_the_same_build_is_used_as_it_is()
    {
        using var code = new JobCode([], _ => throw new InvalidOperationException("not asked"));
        var own = typeof(LoadingOnANode).Assembly;
        Assert.Same(own, code.Load(EveryNode.IdOf(own)));
    }

    [Fact]
    public void What_is_shipped_and_here_in_the_same_build_is_not_loaded_twice()
    {
        var own = CodePackage.Of([typeof(LoadingOnANode).Assembly])[0];
        using var code = new JobCode([own.Listing], _ => throw new InvalidOperationException("not asked"));
        Assert.Same(typeof(LoadingOnANode).Assembly, code.Load(own.Id));
    }

    [Fact]
    public void What_the_node_has_is_not_used_where_it_would_bind_to_a_stale_dependency()
    {
        var own = CodePackage.Of([typeof(LoadingOnANode).Assembly])[0];
        // Says that it is a newer build of a library that the node's build of the specs is bound to.
        var newer = Compiler.Compile("Microsoft.CodeAnalysis.CSharp", "public static class Newer;");
        using var code = new JobCode([own.Listing, Images.Listing(newer)], id => id == own.Id ? own.Image : newer);
        Assert.NotSame(typeof(LoadingOnANode).Assembly, code.Load(own.Id));
    }

    [Fact]
    public void Framework_assemblies_go_by_name()
    {
        using var code = Images.Job();
        Assert.Same(typeof(Enumerable).Assembly, code.Load(EveryNode.IdOf(typeof(Enumerable).Assembly)));
        Assert.Equal(Guid.Empty, EveryNode.IdOf(typeof(string).Assembly).Version);
    }

    [Theory]
    [InlineData("xunit.core")]
    [InlineData("No.Such.Assembly")]
    [InlineData("../evil, Version=1.0.0.0")]
    public void An_empty_version_is_no_way_around_the_build(string name)
    {
        using var code = Images.Job();
        Assert.Contains("shared framework", Assert.Throws<FunctionLoadException>(() => code.Load(new AssemblyId(name, Guid.Empty))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_build_than_the_nodes_is_refused_with_a_reason()
    {
        using var code = Images.Job();
        var error = Assert.Throws<FunctionLoadException>(() => code.Load(new AssemblyId("xunit.core", Guid.NewGuid())));
        Assert.Contains("this node has xunit.core (build ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Start the node with the same build of xunit.core.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_build_of_the_library_itself_is_refused_with_a_cure_that_helps()
    {
        using var code = Images.Job();
        var error = Assert.Throws<FunctionLoadException>(() => code.Load(new AssemblyId("ActorMap.Cluster", Guid.NewGuid())));
        Assert.Contains("ActorMap's own libraries do not travel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_build_than_the_jobs_is_refused_with_a_reason()
    {
        using var code = Images.Job(Helper);
        Assert.Contains("the job brought Helper", Assert.Throws<FunctionLoadException>(() => code.Load(new AssemblyId("Helper", Guid.NewGuid()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_has_is_refused_with_a_reason()
    {
        using var code = Images.Job();
        Assert.Contains("no build of it", Assert.Throws<FunctionLoadException>(() => code.Load(Images.Id(Helper))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        var damaged = Helper.ToArray();
        damaged[^1] ^= 1;
        using var code = new JobCode([Images.Listing(Helper)], _ => damaged);
        Assert.Contains("arrived damaged", Assert.Throws<FunctionLoadException>(() => code.Load(Images.Id(Helper))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_did_not_arrive_are_told()
    {
        using var code = new JobCode([Images.Listing(Helper)], _ => null);
        Assert.Contains("did not arrive", Assert.Throws<FunctionLoadException>(() => code.Load(Images.Id(Helper))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_not_what_was_announced_is_refused()
    {
        using var code = new JobCode([new CodeListing(Images.Id(Helper), SHA256.HashData(Function))], _ => Function);
        Assert.Contains("brought Function", Assert.Throws<FunctionLoadException>(() => code.Load(Images.Id(Helper))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_no_assembly_is_refused()
    {
        var text = "hello"u8.ToArray();
        using var code = new JobCode([new CodeListing(Images.Id(Helper), SHA256.HashData(text))], _ => text);
        Assert.Contains("no .NET assembly", Assert.Throws<FunctionLoadException>(() => code.Load(Images.Id(Helper))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_lists_an_assembly_twice_is_refused() =>
        Assert.Throws<FunctionLoadException>(() => new JobCode([Images.Listing(Helper), Images.Listing(Helper)], _ => Helper));

    [Fact]
    public void A_job_that_has_ended_loads_nothing()
    {
        var code = Images.Job(Helper);
        code.Dispose();
        code.Dispose();
        Assert.Throws<ObjectDisposedException>(() => code.Load(Images.Id(Helper)));
    }

    [Fact]
    public void Its_code_is_gone_after_the_job()
    {
        var code = Images.Job(Function, Helper);
        var context = RunAndForget(code);
        Assert.True(context.IsAlive);
        code.Dispose();
        for (var i = 0; context.IsAlive && i < 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndForget(JobCode code)
    {
        var assembly = code.Load(Images.Id(Function));
        Assert.Equal(8, Images.Call(assembly, "F", 4));
        return new WeakReference(AssemblyLoadContext.GetLoadContext(assembly));
    }
}
