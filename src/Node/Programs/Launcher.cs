using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ActorMap.Cluster.Processes;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Programs;

/// <summary>
/// The step between this program and a user's: this program again, which sets what only a process can set for itself, and then becomes the user's. It forms a
/// group, so that a terminal's Ctrl+C is ours to heed and all that the program starts can be ended with it; and it asks Linux to be killed when its parent dies.
/// </summary>
internal static class Launcher
{
    /// <summary>The word that makes the tool do so; it is no command of the user's.</summary>
    internal const string Word = "__run";

    private const int CanNotRun = 127;

    // Where a debugger and its like reach the runtime: it makes pipes for them in the temporary folder, which nobody removes when it becomes another program.
    private const string Diagnostics = "DOTNET_EnableDiagnostics";
    private const string Unset = "unset", SetTo = "set to ";

    /// <summary>By what a program is started.</summary>
    /// <param name="file">Where the program is.</param>
    /// <param name="words">Its name and its arguments.</param>
    internal static ProcessStartInfo Start(string file, IReadOnlyList<string> words)
    {
        if (Own() is not [var dotnet, .. var own]) return new ProcessStartInfo(file, words.Skip(1));
        var users = Environment.GetEnvironmentVariable(Diagnostics) is { } value ? $"{SetTo}{value}" : Unset;
        return new ProcessStartInfo(dotnet, [.. own, Word, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), users, file, .. words])
        {
            Environment = { [Diagnostics] = "0" },
        };
    }

    /// <param name="words">The parent's id, what the user has of <see cref="Diagnostics"/>, the program's file, then its name and arguments.</param>
    /// <returns>Only where the program can't be run.</returns>
    internal static int Run(string[] words)
    {
        if (words is not [var parent, var users, var file, .. var command] || command is []) return ExitCode.Usage;
        Posix.FormGroup();
        Libc.DieWithParent();

        // A parent that died before it could be asked about sends nothing.
        if (Posix.Parent().ToString(CultureInfo.InvariantCulture) != parent) return ExitCode.Defect;
        Posix.HandDown(Diagnostics, users.StartsWith(SetTo, StringComparison.Ordinal) ? users[SetTo.Length..] : null);
        Streams.Tell($"actormap: {command[0]} can't be run: {Posix.Become(file, command)}\n");
        return CanNotRun;
    }

    /// <summary>How this program is started again; null where its dll is no file of its own.</summary>
    private static string[]? Own()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, $"{typeof(Launcher).Assembly.GetName().Name}.dll");
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(dll) && File.Exists(dotnet) ? [dotnet, "exec", dll] : null;
    }
}
