using System.Buffers;

namespace ActorMap.Codec;

/// <summary>Reads what <see cref="StateWriter"/> wrote: an object of its own each time.</summary>
internal static class StateReader
{
    /// <param name="bytes">All of them.</param>
    /// <param name="assemblies">Where the types come from. Only give bytes of a caller whose code may run here.</param>
    /// <param name="pool">What a pool in the state becomes; null where there is none.</param>
    /// <exception cref="WireException">The bytes are not those of a state.</exception>
    /// <exception cref="FunctionLoadException">An assembly, a type or a method isn't to be had here.</exception>
    internal static object Read(ReadOnlyMemory<byte> bytes, IAssemblySource assemblies, object? pool = null) => Read(new ReadOnlySequence<byte>(bytes), assemblies, pool);

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, IAssemblySource, object?)"/>
    internal static object Read(ReadOnlySequence<byte> bytes, IAssemblySource assemblies, object? pool = null) =>
        Damage.Typed(() => new GraphReader(assemblies, pool).Read(bytes));
}
