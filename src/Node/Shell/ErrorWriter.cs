using System.Text;

namespace ActorMap.Node.Shell;

/// <summary>
/// Where a function's prints go, and Akka's logs: to stderr, never among the results nor into the progress line. A line is one write. The console's own writer would set the terminal up for
/// reading keys, and leave it so.
/// </summary>
internal sealed class ErrorWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Both of the console's writers are this from now on.</summary>
    internal static void TakeConsole()
    {
        var writer = Synchronized(new ErrorWriter { NewLine = "\n" });
        Console.SetOut(writer);
        Console.SetError(writer);
    }

    public override void Write(char value) => Streams.Tell(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Streams.Tell(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Streams.Tell(buffer.ToString());

    public override void Write(string? value) => Streams.Tell(value ?? string.Empty);

    public override void WriteLine(string? value) => Streams.Tell($"{value}{NewLine}");
}
