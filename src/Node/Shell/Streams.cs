using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Node.Shell;

/// <summary>The standard streams by their descriptors: <c>Console.Out</c> swallows a reader that went away.</summary>
internal static partial class Streams
{
    private static readonly Stream Error = Open(2);

    internal static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    internal static bool OutputIsTerminal => !Console.IsOutputRedirected;

    internal static Stream OpenInput() => Open(0);

    internal static Stream OpenOutput() => Open(1);

    internal static int Print(string text)
    {
        try
        {
            OpenOutput().Write(Encoding.UTF8.GetBytes(text));
            return ExitCode.Done;
        }
        catch (IOException error)
        {
            return error.IsReaderGone() ? ExitCode.ReaderGone : ExitCode.InputOutput;
        }
    }

    /// <summary>Writes to stderr at once; that nobody listens there is no reason to stop.</summary>
    internal static void Tell(string text) => Screen.Tell(text);

    /// <summary>As it is; by way of <see cref="Screen"/> alone.</summary>
    internal static void WriteError(string text)
    {
        try
        {
            Error.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
        }
    }

    /// <summary>EPIPE, by its number on Linux and macOS and its HRESULT on Windows.</summary>
    internal static bool IsReaderGone(this IOException error) => (error.HResult & 0xFFFF) is 32 or 109 or 232;

    private static Stream Open(int descriptor)
    {
        if (!OperatingSystem.IsWindows()) return new DescriptorStream(descriptor);
        var handle = new SafeFileHandle(GetStdHandle(-10 - descriptor), ownsHandle: false);
        return new FileStream(handle, descriptor == 0 ? FileAccess.Read : FileAccess.Write, bufferSize: 0);
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);
}
