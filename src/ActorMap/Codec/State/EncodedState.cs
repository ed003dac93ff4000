using System.Reflection;

namespace ActorMap.Codec;

/// <summary>A function as it travels: put together where it is wanted, as most of it may be the function's own large arrays.</summary>
/// <param name="content">What <see cref="StateReader.Read(ReadOnlyMemory{byte}, IAssemblySource, object?)"/> reads; the function must not change until it was taken.</param>
/// <param name="assemblies">Those that its types and methods live in, the framework's left out.</param>
internal sealed class EncodedState(WireWriter content, IReadOnlyCollection<Assembly> assemblies)
{
    private byte[]? _bytes;

    public IReadOnlyCollection<Assembly> Assemblies => assemblies;

    public long Length => content.Length;

    /// <summary>All of it in an array.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes ??= content.ToArray();

    public void CopyTo(IPieceTaker to) => content.CopyTo(to);
}
