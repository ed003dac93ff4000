using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorMap.Node.Shell;

/// <summary>What tells an ordinary file from all others, whatever its names are (two hard links are one file), and from what is none. Elsewhere than on Linux by its name alone.</summary>
internal static partial class FileIdentity
{
    private const int ThisFolder = -100;
    private const int OfDescriptor = 0x1000;
    private const uint TypeAndNumber = 0x1 | 0x100;

    // The parts of struct statx, whose layout is the same everywhere.
    private const int Size = 256, Mode = 28, Number = 32, DeviceMajor = 136, DeviceMinor = 140;
    private const int MostLinks = 40;
    private const int TypeMask = 0xF000, Ordinary = 0x8000, Folder = 0x4000;

    /// <summary>Null where there is no such file, or it is no ordinary one.</summary>
    internal static string? Of(string path) => Of(ThisFolder, path, 0);

    /// <summary>What will be there, where nothing is yet: a name in a folder, whatever that one's names are. A link that leads nowhere is followed, as it is by who makes the file.</summary>
    internal static string OfNew(string path)
    {
        var at = Path.GetFullPath(path);
        for (var links = 0; links < MostLinks && new FileInfo(at).LinkTarget is { } target; links++) at = Path.Combine(Path.GetDirectoryName(at)!, target);
        Span<byte> found = stackalloc byte[Size];
        return Path.GetDirectoryName(at) is { } folder && TryAsk(ThisFolder, folder, 0, found) ? $"{Path.GetFileName(at)} in {Identify(found)}" : at;
    }

    /// <summary>Null where the descriptor was not given, or leads to no ordinary file.</summary>
    internal static string? Of(int descriptor) => Descriptors.IsGiven(descriptor) ? Of(descriptor, string.Empty, OfDescriptor) : null;

    /// <summary>Whether it is there and takes what is written without keeping it: a device, a pipe, a socket. Not all below /dev is: /dev/shm has files as any other folder.</summary>
    internal static bool IsDevice(string path)
    {
        Span<byte> found = stackalloc byte[Size];
        return TryAsk(ThisFolder, path, 0, found) ? TypeOf(found) is not (Ordinary or Folder) : !OperatingSystem.IsLinux() && path.StartsWith("/dev/", StringComparison.Ordinal);
    }

    private static string? Of(int folder, string path, int flags)
    {
        Span<byte> found = stackalloc byte[Size];
        return TryAsk(folder, path, flags, found) && TypeOf(found) == Ordinary ? Identify(found) : null;
    }

    private static string Identify(ReadOnlySpan<byte> found) =>
        string.Create(CultureInfo.InvariantCulture, $"file {BitConverter.ToUInt64(found[Number..])} of {BitConverter.ToUInt32(found[DeviceMajor..])}:{BitConverter.ToUInt32(found[DeviceMinor..])}");

    private static int TypeOf(ReadOnlySpan<byte> found) => BitConverter.ToUInt16(found[Mode..]) & TypeMask;

    private static bool TryAsk(int folder, string path, int flags, Span<byte> found)
    {
        try
        {
            return OperatingSystem.IsLinux() && Ask(folder, Encoding.UTF8.GetBytes($"{path}\0"), flags, TypeAndNumber, found) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Ask(int folder, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> found);
}
