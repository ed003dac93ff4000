using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ActorMap.Cluster.Code;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Code;

/// <summary>Items may be of types that came with the job. What carries them must not keep their code beyond it.</summary>
public sealed class ForgettingItemTypes
{
    private static readonly byte[] Types = Compiler.Compile("Types", """
        using System.Collections.Generic;
        public record Point(int X, string Name);
        public struct Plain { public int A; public double B; }
        public sealed class Bag { public List<Point> Points { get; set; } = [new(1, "one")]; public Dictionary<string, Point> ByName { get; set; } = new() { ["two"] = new(2, "two") }; }
        public static class Make { public static object[] All() => [new Point(3, "three"), new Plain { A = 4 }, new Bag()]; }
        """);

    [Fact]
    public void Their_code_is_gone_after_the_job()
    {
        var code = Images.Job(Types);
        var context = CarryAndForget(code);
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
    private static WeakReference CarryAndForget(JobCode code)
    {
        var assembly = code.Load(Images.Id(Types));
        var all = (object[])assembly.GetType("Make")!.GetMethod("All")!.Invoke(null, [])!;
        var carry = typeof(ForgettingItemTypes).GetMethod(nameof(Carry), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var item in all) carry.MakeGenericMethod(item.GetType()).Invoke(null, [item]);
        return new WeakReference(AssemblyLoadContext.GetLoadContext(assembly));
    }

    private static void Carry<T>(T item)
    {
        var codec = ItemCodec<T>.Create();
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        codec.Write([item], bytes);
        var back = new T[1];
        codec.Read(new System.Buffers.ReadOnlySequence<byte>(bytes.WrittenMemory), back);
        Assert.NotNull(back[0]);
    }
}
