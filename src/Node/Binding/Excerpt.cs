using System.Text;

namespace ActorMap.Node.Binding;

/// <summary>The start of a text, enough to find it by.</summary>
internal static class Excerpt
{
    private const int Most = 60;

    internal static string Of(ReadOnlySpan<byte> text) => Of(Encoding.UTF8.GetString(text[..Math.Min(text.Length, Most * 4)]));

    internal static string Of(string text) => text.Length <= Most ? text : $"{text[..Most]}…";

    /// <summary>As it may be shown on a terminal: what would move its cursor, colour it or name its window is a mark. Ends of lines and tabs stay.</summary>
    internal static string Shown(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? string.Create(text.Length, text, static (room, from) =>
        {
            for (var i = 0; i < room.Length; i++) room[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t') ? '\uFFFD' : from[i];
        }) : text;
}
