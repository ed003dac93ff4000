namespace ActorMap.Node.Shell;

/// <summary>Words as a POSIX shell takes them: what we print can be pasted.</summary>
internal static class Quoting
{
    private const string Plain = "-_./=,:%+@#";

    internal static string Word(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
