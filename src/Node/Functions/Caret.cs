namespace ActorMap.Node.Functions;

/// <summary>A line of the user's, and a caret under what is wrong in it.</summary>
internal static class Caret
{
    internal static string Under(string text, int position, int length)
    {
        position = Math.Clamp(position, 0, text.Length);
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position) is >= 0 and var found ? found : text.Length;
        var width = Math.Max(1, Math.Min(length, end - position));
        var line = text[start..end].Replace('\t', ' ').TrimEnd('\r');
        return $"  {line}\n  {new string(' ', position - start)}{new string('^', width)}";
    }
}
