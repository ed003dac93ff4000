using System.Globalization;
using ActorMap.Messages;

namespace ActorMap.Cluster.Http;

/// <summary>The path of a blob: <c>/blobs/HASH-LENGTH</c>, the hash in 64 small hexadecimal digits.</summary>
internal static class BlobPath
{
    private const string Root = "/blobs/";
    private const int HashDigits = 64;

    public static string Of(BlobId blob) => string.Create(CultureInfo.InvariantCulture, $"{Root}{blob}-{blob.Length}");

    public static bool TryParse(string path, out BlobId blob)
    {
        blob = default;
        if (!path.StartsWith(Root, StringComparison.Ordinal) || path.Length < Root.Length + HashDigits + 2 || path[Root.Length + HashDigits] != '-') return false;
        var hash = new byte[HashDigits / 2];
        if (Convert.FromHexString(path.AsSpan(Root.Length, HashDigits), hash, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        if (!long.TryParse(path.AsSpan(Root.Length + HashDigits + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return false;
        blob = BlobId.OfHash(hash, length);
        return true;
    }
}
