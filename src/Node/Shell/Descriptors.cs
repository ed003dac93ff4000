using System.Globalization;
using System.Runtime.InteropServices;

namespace ActorMap.Node.Shell;

/// <summary>Which descriptors the tool was given. The numbers of those that were closed are soon those of the runtime's own files and pipes, to which nothing may be written.</summary>
internal static partial class Descriptors
{
    private const int GetFlags = 1;
    private const int ClosedByExec = 1;

    private static readonly string[] Folders = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>Whether it was there when the tool started: what has come since is marked to be closed for the next program, which nothing can be that came from the one before.</summary>
    internal static bool IsGiven(int descriptor) => OperatingSystem.IsWindows() || (Control(descriptor, GetFlags) is var flags && flags >= 0 && (flags & ClosedByExec) == 0);

    /// <summary>The descriptor that a path is another name of, such as <c>/dev/stdout</c>; null for any other path. To open it by the path would begin a file of a redirection anew.</summary>
    internal static int? Of(string path)
    {
        if (OperatingSystem.IsWindows()) return null;
        if (path is "/dev/stdin") return 0;
        if (path is "/dev/stdout") return 1;
        if (path is "/dev/stderr") return 2;
        var folder = Array.Find(Folders, one => path.StartsWith(one, StringComparison.Ordinal));
        return folder is not null && int.TryParse(path.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);
}
