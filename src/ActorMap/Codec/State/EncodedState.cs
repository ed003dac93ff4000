using System.Reflection;

namespace ActorMap.Codec;

/// <summary>A function as it travels.</summary>
/// <param name="Bytes">For <see cref="StateReader.Read"/>.</param>
/// <param name="Assemblies">Those that its types and methods live in, the framework's left out.</param>
internal readonly record struct EncodedState(ReadOnlyMemory<byte> Bytes, IReadOnlyCollection<Assembly> Assemblies);
