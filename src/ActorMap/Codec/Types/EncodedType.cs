using System.Reflection;

namespace ActorMap.Codec;

/// <summary>A type as it travels.</summary>
/// <param name="Bytes">For <see cref="TypeReference.Read"/>.</param>
/// <param name="Assemblies">Those that it lives in, the framework's left out.</param>
internal readonly record struct EncodedType(ReadOnlyMemory<byte> Bytes, IReadOnlyCollection<Assembly> Assemblies);
