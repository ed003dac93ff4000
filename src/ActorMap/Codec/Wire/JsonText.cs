using System.Text.Json;

namespace ActorMap.Codec;

/// <summary>JSON travels as its text, which had been read with whatever options: the other side must not be stricter.</summary>
internal static class JsonText
{
    // Reading is iterative; the depth bounds what a consumer's own recursion would meet.
    private const int Deepest = 1_000;

    internal static JsonDocumentOptions Options { get; } = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest,
    };
}
