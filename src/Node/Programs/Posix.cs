using System.Runtime.InteropServices;
using System.Text;

namespace ActorMap.Node.Programs;

/// <summary>The system calls by which programs are started, spoken with and ended.</summary>
internal static unsafe partial class Posix
{
    internal const short CanRead = 1;
    internal const short CanWrite = 4;

    // Of a pipe with one free page so much can be written without waiting.
    internal static readonly int WholePage = OperatingSystem.IsLinux() ? 4096 : 512;

    private const int BrokenPipe = 13;
    private const int Interrupted = 4;
    private const int Killed = 9;

    /// <summary>Waits until a descriptor can be read or written, or its other end is gone.</summary>
    /// <returns>How many are ready; 0 when the time is up.</returns>
    internal static int Poll(Span<PollEntry> entries, int milliseconds)
    {
        fixed (PollEntry* first = entries)
        {
            var ready = poll(first, (nuint)entries.Length, milliseconds);
            if (ready >= 0 || Marshal.GetLastPInvokeError() == Interrupted) return Math.Max(ready, 0);
            throw new IOException($"poll: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <returns>How many bytes were read; 0 at the end, and where the stream is broken.</returns>
    internal static int Read(int descriptor, Span<byte> room)
    {
        fixed (byte* start = room)
        {
            while (true)
            {
                var count = read(descriptor, start, (nuint)room.Length);
                if (count >= 0) return (int)count;
                if (Marshal.GetLastPInvokeError() != Interrupted) return 0;
            }
        }
    }

    /// <returns>How many bytes were written; -1 where nobody reads any more.</returns>
    internal static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var count = write(descriptor, start, (nuint)bytes.Length);
                if (count >= 0) return (int)count;
                if (Marshal.GetLastPInvokeError() != Interrupted) return -1;
            }
        }
    }

    /// <summary>Ends a program and all that it started, if that stayed in its group. It is nothing to kill what has ended.</summary>
    internal static void KillGroup(int pid, bool hasEnded)
    {
        _ = kill(-pid, Killed);

        // It may not have come to form its group yet; once it has ended, the number may be another's.
        if (!hasEnded) _ = kill(pid, Killed);
    }

    /// <summary>A group of its own: Ctrl+C of the terminal does not reach it, and it can be ended with all its children.</summary>
    internal static void FormGroup() => _ = setpgid(0, 0);

    internal static int Parent() => getppid();

    /// <summary>Sets a variable for the program that this one becomes, where .NET's own setter changes only what .NET itself sees; null: it has none of that name.</summary>
    internal static void HandDown(string name, string? value) => _ = value is null ? unsetenv(name) : setenv(name, value, 1);

    /// <summary>Becomes another program, with this one's environment and streams.</summary>
    /// <returns>Only where that fails: why.</returns>
    internal static string Become(string file, IReadOnlyList<string> words)
    {
        // .NET ignores a broken pipe, and what is ignored stays so; a program must die of it as it would anywhere.
        _ = signal(BrokenPipe, 0);
        var texts = words.Select(word => Encoding.UTF8.GetBytes(word + '\0')).ToArray();
        var arguments = new nint[texts.Length + 1];
        for (var i = 0; i < texts.Length; i++)
        {
            arguments[i] = (nint)NativeMemory.Alloc((nuint)texts[i].Length);
            texts[i].CopyTo(new Span<byte>((void*)arguments[i], texts[i].Length));
        }

        fixed (nint* list = arguments)
        fixed (byte* path = Encoding.UTF8.GetBytes(file + '\0'))
        {
            _ = execvp(path, list);
        }

        return Marshal.GetLastPInvokeErrorMessage();
    }

    internal struct PollEntry
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    private static partial int setpgid(int pid, int group);

    [LibraryImport("libc")]
    private static partial int getppid();

    [LibraryImport("libc")]
    private static partial nint signal(int number, nint handler);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unsetenv(string name);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int execvp(byte* file, nint* arguments);
}
