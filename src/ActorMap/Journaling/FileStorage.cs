using Microsoft.Win32.SafeHandles;

namespace ActorMap.Journaling;

/// <summary>A file that one program has at a time: the system lets go of it when the program ends, however it ends.</summary>
internal sealed class FileStorage : JournalStorage
{
    // EAGAIN and EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static readonly int[] s_inUse = [11, 35, unchecked((int)0x80070020)];

    private readonly SafeFileHandle _file;

    private FileStorage(SafeFileHandle file) => _file = file;

    public override long Length => RandomAccess.GetLength(_file);

    /// <exception cref="JournalException">It can't be opened: says why, and what to do.</exception>
    public static FileStorage Open(string path)
    {
        if (Directory.Exists(path)) throw new JournalException(path, "is a directory. Name a file in it.");
        try
        {
            var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (IsFile(file)) return new FileStorage(file);
            file.Dispose();
            throw new JournalException(path, "is no regular file, but a pipe or the like, which keeps nothing. Name a file.");
        }
        catch (IOException error) when (s_inUse.Contains(error.HResult))
        {
            throw new JournalException(path, "is in use by another program. Wait for it to end, or give this map a journal of its own.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new JournalException(path, $"can't be opened for writing: {error.Message} Name a file in a directory that may be written to.", error);
        }
    }

    private static bool IsFile(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file) >= 0;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    public override int Read(Span<byte> to, long at)
    {
        var all = 0;
        while (all < to.Length && RandomAccess.Read(_file, to[all..], at + all) is > 0 and var some) all += some;
        return all;
    }

    public override void Write(ReadOnlySpan<byte> bytes, long at)
    {
        try
        {
            RandomAccess.Write(_file, bytes, at);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // What .NET says of EFBIG.
            throw new IOException("The file may not grow: a limit of the process (ulimit -f), or of the file system.", error);
        }
    }

    public override void Flush() => RandomAccess.FlushToDisk(_file);

    public override void Cut(long length) => RandomAccess.SetLength(_file, length);

    public override void Dispose() => _file.Dispose();
}
