namespace ActorMap.Node.Shell;

/// <summary>An end of the command that is the user's to cure: the message says what, which and how.</summary>
internal sealed class CommandException(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    internal int ExitCode { get; } = exitCode;

    internal static CommandException Usage(string message) => new(Shell.ExitCode.Usage, message);

    internal static CommandException Function(string message) => new(Shell.ExitCode.Function, message);

    internal static CommandException InputOutput(string message, Exception? cause = null) => new(Shell.ExitCode.InputOutput, message, cause);
}
