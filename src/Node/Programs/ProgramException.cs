namespace ActorMap.Node.Programs;

/// <summary>An item that failed in a program. It has no type of .NET's to be told by, so its kind stands before its text, from where it is read again: also when it comes from a node.</summary>
internal sealed class ProgramException(string kind, string text, string? trace = null) : Exception($"{Word(kind)}{Mark}{text}")
{
    private const string Mark = ": ";

    private static readonly string Name = typeof(ProgramException).FullName!;

    /// <summary>Where it happened, if the program says so: our own stack has nothing to say of it.</summary>
    public override string? StackTrace => trace;

    /// <summary>The kind and the text of a failure; null where it is another's.</summary>
    /// <param name="type">The failure's type, as .NET names it.</param>
    /// <param name="message">Its message.</param>
    internal static (string Kind, string Text)? Read(string type, string message) =>
        type == Name && message.Split(Mark, 2) is [var kind, var text] ? (kind, text) : null;

    /// <summary>Whether a program failed to answer as it must, rather than said that the item had failed. One that does not flush shows as one that takes too long.</summary>
    internal static bool IsOfConversation(string type, string message) => Read(type, message) is { Kind: var kind }
        ? kind is "no JSON" or "too many lines" or "no answer" or "too much output" || kind.StartsWith("exit code ", StringComparison.Ordinal) || kind.StartsWith("signal ", StringComparison.Ordinal)
        : type == typeof(TimeoutException).FullName;

    private static string Word(string kind) => string.IsNullOrWhiteSpace(kind) ? "error" : kind.Replace(Mark, " ", StringComparison.Ordinal).Trim();
}
