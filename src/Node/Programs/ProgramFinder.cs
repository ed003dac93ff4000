using System.Text;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Programs;

/// <summary>Finds a program as a shell would, before anything is started: one that is not there is told once, and not by each item.</summary>
internal static class ProgramFinder
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="CommandException">It is not there, or can't be run.</exception>
    internal static string Find(string name)
    {
        if (OperatingSystem.IsWindows()) throw CommandException.Function("programs as functions need Linux or macOS; here, use a C# file or a library.");
        if (name.Length == 0) throw CommandException.Usage("the program after '--' has no name. Use -- PROGRAM [ARGUMENT…].");
        var file = Locate(name);
        if (file is null || (!File.Exists(file) && !Directory.Exists(file)))
        {
            var here = !name.Contains('/', StringComparison.Ordinal) && File.Exists(name) ? $" There is a file of that name here: -- ./{name}." : string.Empty;
            throw CommandException.Function($"there is no program '{name}'{(name.Contains('/', StringComparison.Ordinal) ? string.Empty : " on the PATH")}.{here} Install it, or give its path.");
        }

        if (Directory.Exists(file)) throw CommandException.Function($"'{name}' is a folder, and no program.");
        if ((File.GetUnixFileMode(file) & Executable) == 0)
            throw CommandException.Function($"'{name}' is not executable: chmod +x {Quoting.Word(name)}, or run it by its interpreter, such as -- python3 {Quoting.Word(name)}.");
        if (Interpreter(file) is { } interpreter && !File.Exists(interpreter))
            throw CommandException.Function($"'{name}' is to be run by {interpreter}, as its first line says, and that is not there.");
        return file;
    }

    /// <returns>Where it would be, whether or not it is; null where nothing on the PATH has its name.</returns>
    internal static string? Locate(string name) => name.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(name) : OnPath(name);

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
        .Select(folder => Path.GetFullPath(Path.Combine(folder, name)))
        .Where(File.Exists)
        .OrderByDescending(file => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Executable) != 0)
        .FirstOrDefault();

    /// <summary>What the first line of a script names; null where there is none.</summary>
    private static string? Interpreter(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var start = new byte[256];
            var text = Encoding.UTF8.GetString(start, 0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
            return text.StartsWith("#!", StringComparison.Ordinal) ? text[2..].Split('\n')[0].Trim().Split(' ', '\t')[0] : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A program may be executable and not readable.
            return null;
        }
    }
}
