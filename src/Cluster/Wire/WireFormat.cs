using System.Collections.Frozen;

namespace ActorMap.Cluster.Wire;

/// <summary>Messages to bytes and back.</summary>
internal static class WireFormat
{
    private static readonly FrozenDictionary<string, WireRow>.AlternateLookup<ReadOnlySpan<char>> ByManifest = WireTable.ByManifest.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string ManifestOf(object message) => RowOf(message).Manifest;

    public static byte[] Encode(object message)
    {
        using var writer = new WireWriter();
        Write(message, writer);
        return writer.ToArray();
    }

    public static void Write(object message, WireWriter writer)
    {
        var row = RowOf(message);
        try
        {
            row.Write(writer, message);
        }
        catch (WireException refusal)
        {
            throw new WireException($"{row.Type.Name} can't be sent: {refusal.Message}", refusal);
        }
    }

    /// <summary>The message keeps slices of the bytes: they must not change.</summary>
    public static object Decode(ReadOnlySpan<char> manifest, ReadOnlyMemory<byte> bytes)
    {
        if (!ByManifest.TryGetValue(manifest, out var row))
            throw new WireException($"No message is called '{Shorten(manifest.ToString())}': the other side is of another version, or none of ours.");
        var reader = new WireReader(bytes);
        try
        {
            var message = row.Read(ref reader);
            reader.End();
            return message;
        }
        catch (WireException refusal)
        {
            throw new WireException($"{bytes.Length:N0} bytes are no {row.Type.Name}: {refusal.Message}; they are dropped.", refusal);
        }
    }

    /// <summary>What a stranger sent ends in the log: no more of it than a line.</summary>
    public static string Shorten(string manifest) => manifest.Length <= 40 ? manifest : $"{manifest[..40]}…";

    private static WireRow RowOf(object message) =>
        WireTable.ByType.TryGetValue(message.GetType(), out var row)
            ? row
            : throw new WireException($"{message.GetType()} has no row in {nameof(WireTable)}, so it can't travel; add one.");
}
