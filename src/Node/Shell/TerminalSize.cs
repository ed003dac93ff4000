using System.Runtime.InteropServices;

namespace ActorMap.Node.Shell;

/// <summary>How wide the terminal on stderr is now. The console's own answer is that of stdout, which is a file as often as not.</summary>
internal static partial class TerminalSize
{
    // What a terminal has that does not say.
    private const int Usual = 80;
    private const int Error = 2;
    private const nuint GetWindowSize = 0x5413;

    internal static int Columns()
    {
        if (OperatingSystem.IsLinux()) return Ask(Error, GetWindowSize, out var size) == 0 && size.Columns > 0 ? size.Columns : Usual;
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(int descriptor, nuint request, out WindowSize size);

    private struct WindowSize
    {
        internal ushort Rows;
        internal ushort Columns;
        internal ushort Width;
        internal ushort Height;
    }
}
