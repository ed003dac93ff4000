using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>Opens what is written to, for one program at a time: two maps into one file would leave a mixture of both.</summary>
internal static class SoleWriter
{
    // EAGAIN: another process has the lock.
    private const int Held = 11;

    /// <param name="path">The file.</param>
    /// <param name="goesOn">Whether what is there can be read, too. A device has nothing to go on with.</param>
    /// <exception cref="CommandException">Another program writes to it, which is found out before anything in it is touched.</exception>
    internal static FileStream Open(string path, bool goesOn)
    {
        if (FileIdentity.IsDevice(path)) return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var file = new FileStream(path, FileMode.OpenOrCreate, goesOn ? FileAccess.ReadWrite : FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            Claim(file, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Cuts a last line that has no end, which a crash has left, and goes on behind the one before.</summary>
    internal static void CutBehindLastLine(this FileStream file)
    {
        var piece = new byte[4096];
        var end = file.Length;
        while (end > 0)
        {
            var start = Math.Max(0, end - piece.Length);
            file.Position = start;
            file.ReadExactly(piece, 0, (int)(end - start));
            if (piece.AsSpan(0, (int)(end - start)).LastIndexOf((byte)'\n') is >= 0 and var last)
            {
                end = start + last + 1;
                break;
            }

            end = start;
        }

        file.SetLength(end);
        file.Position = end;
    }

    /// <summary>A lock that readers know nothing of: who follows the results while they come is welcome.</summary>
    private static void Claim(FileStream file, string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            file.Lock(0, 0);
        }
        catch (IOException error) when (error.HResult == Held)
        {
            throw CommandException.InputOutput($"can't write {path}: it is being written by another program. Wait for that, or name another file.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The file system knows no locks.
        }
    }
}
