using System.Text.Json;

namespace ActorMap.Cluster.Codec;

internal static class PlainState
{
    public static ReadOnlyMemory<byte> Write(object? state) => JsonSerializer.SerializeToUtf8Bytes(state);

    public static object? Read(ReadOnlyMemory<byte> bytes, Type? declared) => JsonSerializer.Deserialize(bytes.Span, declared ?? typeof(object));
}
