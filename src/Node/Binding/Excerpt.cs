using System.Text;

namespace ActorMap.Node.Binding;

/// <summary>The start of a text, enough to find it by.</summary>
internal static class Excerpt
{
    private const int Most = 60;

    internal static string Of(ReadOnlySpan<byte> text) => Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, Most * 4)]));

    internal static string Of(string text) => text.Length <= Most ? text : $"{text[..Most]}…";
}
