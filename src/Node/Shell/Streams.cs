using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Node.Shell;

/// <summary>The standard streams by their descriptors: <c>Console.Out</c> swallows a reader that went away.</summary>
internal static class Streams
{
    private static readonly Lock Telling = new();
    private static readonly SafeFileHandle ErrorHandle = new(2, ownsHandle: false);

    internal static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    internal static FileStream OpenInput() => new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    internal static FileStream OpenOutput() => new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    internal static int Print(string text)
    {
        try
        {
            using var output = OpenOutput();
            output.Write(Encoding.UTF8.GetBytes(text));
            return ExitCode.Done;
        }
        catch (IOException error)
        {
            return error.IsReaderGone() ? ExitCode.ReaderGone : ExitCode.InputOutput;
        }
    }

    /// <summary>Writes to stderr at once; that nobody listens there is no reason to stop.</summary>
    internal static void Tell(string text)
    {
        try
        {
            lock (Telling)
            {
                using var error = new FileStream(ErrorHandle, FileAccess.Write, bufferSize: 0);
                error.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        catch (Exception unheard) when (unheard is IOException or UnauthorizedAccessException or ArgumentException)
        {
        }
    }

    /// <summary>EPIPE, by its number on Linux and macOS and its HRESULT on Windows.</summary>
    internal static bool IsReaderGone(this IOException error) => (error.HResult & 0xFFFF) is 32 or 109 or 232;
}
