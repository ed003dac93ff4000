using System.Reflection;
using ActorMap.Codec;
using ActorMap.State;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>Takes things through the codec and back.</summary>
internal static class Carried
{
    internal static IAssemblySource Here { get; } = new Loaded();

    internal static T State<T>(T value, object? pool = null) => Function(new Holder<T>(value), pool).Value;

    internal static T Function<T>(T function, object? pool = null)
        where T : class => (T)StateReader.Read(Bytes(function), Here, pool);

    internal static ReadOnlyMemory<byte> Bytes(object function) => StateWriter.Write(StateCopier.Capture(function)).Bytes;

    internal static StateCopyException Refused<T>(T value) =>
        Assert.Throws<StateCopyException>(() => StateWriter.Write(StateCopier.Capture(new Holder<T>(value))));

    /// <summary>Only the typed errors may come of bytes that were tampered with.</summary>
    internal static void Harmless(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            StateReader.Read(bytes, Here);
        }
        catch (Exception e) when (e is WireException or FunctionLoadException)
        {
        }
    }

    private sealed class Loaded : IAssemblySource
    {
        public Assembly Load(AssemblyId id) =>
            AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => AssemblyId.Of(assembly) == id)
            ?? throw new FunctionLoadException($"There is no {id}.");
    }
}

/// <summary>A function object with one field, to see what becomes of a value.</summary>
internal sealed class Holder<T>(T value)
{
    public T Value = value;
}
