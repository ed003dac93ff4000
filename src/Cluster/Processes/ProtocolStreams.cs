using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Cluster.Processes;

/// <summary>A worker's stdin and stdout, taken away from user code: what that prints goes to stderr, what it reads is empty.</summary>
internal sealed class ProtocolStreams(Stream fromParent, Stream toParent)
{
    private readonly StreamReader _from = new(fromParent, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);

    /// <summary>Must come first in a process, before anything is printed.</summary>
    public static ProtocolStreams Take() => OperatingSystem.IsWindows() ? TakeConsole() : TakeDescriptors();

    /// <summary>The parent's next line, or null when the parent is gone. Blocks.</summary>
    public string? ReadLine()
    {
        try
        {
            return _from.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Answer(WorkerAnswer answer)
    {
        // The empty line ends whatever was printed without an end before the streams were taken.
        toParent.Write(Encoding.UTF8.GetBytes($"\n{WorkerProtocol.Text(answer)}\n"));
        toParent.Flush();
    }

    // The descriptors themselves are exchanged, so native code and programs that user code starts are kept apart as well.
    private static ProtocolStreams TakeDescriptors()
    {
        var (input, output) = (Libc.Duplicate(0), Libc.Duplicate(1));
        if (input < 0 || output < 0 || !Libc.Redirect(2, 1)) throw new IOException("The stdin, stdout or stderr of the worker process is closed; it needs all three.");
        using (var nothing = File.OpenHandle("/dev/null"))
            _ = Libc.Redirect((int)nothing.DangerousGetHandle(), 0);
        return new ProtocolStreams(Open(input, FileAccess.Read), Open(output, FileAccess.Write));
    }

    private static FileStream Open(int descriptor, FileAccess access) => new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 1);

    private static ProtocolStreams TakeConsole()
    {
        var streams = new ProtocolStreams(Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        Console.SetIn(TextReader.Null);
        return streams;
    }
}
