using System.Runtime.InteropServices;

namespace ActorMap.Node.Shell;

/// <summary>Errors that are no defect of the tool's, but of what the system gives it: they come out of anything that opens a file or starts a thread, often as something else.</summary>
internal static partial class SystemLimits
{
    // A map in this process has some 70 files open, over processes 205: most of them its own code, so that an assembly that is not found may be one too many.
    private const ulong FewFiles = 256;

    private const int TooManyFiles = 24;

    /// <returns>What to tell, and what to do; null where the error is another's.</returns>
    internal static string? Explain(Exception error)
    {
        var told = error is ActorMapException;
        if (OpenFiles() is { } files && ((!told && files < FewFiles) || Causes(error).Any(one => one is IOException { HResult: TooManyFiles })))
            return $"the system lets this process open {files} files at once, which is too few. Allow it more: ulimit -n 1024.";
        return Causes(error).Any(one => one is OutOfMemoryException)
            ? "the system gives this process no more memory or threads. Allow it more (ulimit -v, ulimit -u, the container's limits), or use fewer workers: -j 1."
            : null;
    }

    private static IEnumerable<Exception> Causes(Exception error) => error is AggregateException several
        ? several.Flatten().InnerExceptions.SelectMany(Causes)
        : error.InnerException is { } inner ? Causes(inner).Prepend(error) : [error];

    private static unsafe ulong? OpenFiles()
    {
        if (OperatingSystem.IsWindows()) return null;
        var limits = stackalloc ulong[2];
        return GetLimit(OperatingSystem.IsMacOS() ? 8 : 7, limits) == 0 ? limits[0] : null;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static unsafe partial int GetLimit(int which, ulong* limits);
}
