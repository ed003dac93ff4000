using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorMap.Node.Shell;

/// <summary>What tells an ordinary file from all others, whatever its names are: two hard links are one file. Linux alone.</summary>
internal static partial class FileIdentity
{
    private const int ThisFolder = -100;
    private const int OfDescriptor = 0x1000;
    private const uint TypeAndNumber = 0x1 | 0x100;

    // The parts of struct statx, whose layout is the same everywhere.
    private const int Size = 256, Mode = 28, Number = 32, DeviceMajor = 136, DeviceMinor = 140;
    private const int TypeMask = 0xF000, Ordinary = 0x8000;

    /// <summary>Null where there is no such file, or it is no ordinary one.</summary>
    internal static string? Of(string path) => Of(ThisFolder, path, 0);

    /// <summary>Null where the descriptor was not given, or leads to no ordinary file.</summary>
    internal static string? Of(int descriptor) => Descriptors.IsGiven(descriptor) ? Of(descriptor, string.Empty, OfDescriptor) : null;

    private static string? Of(int folder, string path, int flags)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> found = stackalloc byte[Size];
        try
        {
            if (Ask(folder, Encoding.UTF8.GetBytes($"{path}\0"), flags, TypeAndNumber, found) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var mode = BitConverter.ToUInt16(found[Mode..]);
        return (mode & TypeMask) != Ordinary
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"file {BitConverter.ToUInt64(found[Number..])} of {BitConverter.ToUInt32(found[DeviceMajor..])}:{BitConverter.ToUInt32(found[DeviceMinor..])}");
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Ask(int folder, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> found);
}
