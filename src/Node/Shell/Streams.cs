using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Node.Shell;

/// <summary>The standard streams by their descriptors: <c>Console.Out</c> swallows a reader that went away.</summary>
internal static partial class Streams
{
    private static readonly Stream? Error = Descriptors.IsGiven(2) ? Open(2) : null;

    internal static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    internal static bool OutputIsTerminal => !Console.IsOutputRedirected;

    /// <exception cref="IOException">There is none: whoever started the tool has closed it.</exception>
    internal static Stream OpenInput() => OpenGiven(0);

    /// <exception cref="IOException">There is none: whoever started the tool has closed it.</exception>
    internal static Stream OpenOutput() => OpenGiven(1);

    /// <exception cref="IOException">Whoever started the tool has given it no such descriptor.</exception>
    internal static Stream OpenGiven(int descriptor) => Descriptors.IsGiven(descriptor) ? Open(descriptor) : throw new IOException("it is closed.");

    /// <summary>Writes what a command has to say to stdout; that it can't be is told.</summary>
    /// <returns>The exit code.</returns>
    internal static int Print(string text)
    {
        try
        {
            OpenOutput().Write(Encoding.UTF8.GetBytes(text));
            return ExitCode.Done;
        }
        catch (IOException error)
        {
            if (error.IsReaderGone()) return ExitCode.ReaderGone;
            Tell($"actormap: can't write stdout: {error.Message}\n");
            return ExitCode.InputOutput;
        }
    }

    /// <summary>Loads what an error is told with, while there are files to be had for that.</summary>
    internal static void Prepare()
    {
        WriteError(string.Empty);
        _ = Marshal.GetLastPInvokeError();
    }

    /// <summary>Writes to stderr at once; that nobody listens there is no reason to stop.</summary>
    internal static void Tell(string text) => Screen.Tell(text);

    /// <summary>As it is; by way of <see cref="Screen"/> alone.</summary>
    internal static void WriteError(string text)
    {
        try
        {
            Error?.Write(Encoding.UTF8.GetBytes(text));
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
