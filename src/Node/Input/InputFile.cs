using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>One input: a file, or stdin under the name <c>-</c>.</summary>
internal sealed record InputFile(string Path)
{
    internal static InputFile Stdin { get; } = new("-");

    internal bool IsStdin => Path == "-";

    internal string Name => IsStdin ? "stdin" : Path;

    /// <summary>The size of an ordinary file; null where there is no end to be known.</summary>
    internal long? Size
    {
        get
        {
            try
            {
                var file = new FileInfo(IsStdin ? "/proc/self/fd/0" : Path);
                return (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true, Length: > 0 } found ? found.Length : null;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>Finds out now what would else be found out after hours: the last of many files is checked before the first is read.</summary>
    internal void Check()
    {
        if (IsStdin) return;

        // By a number that the tool was not given one of the runtime's own files would be read.
        if (Descriptors.Of(Path) is { } descriptor && !Descriptors.IsGiven(descriptor)) throw CommandException.InputOutput($"can't read {Path}: it is closed.");
        if (Directory.Exists(Path)) throw CommandException.InputOutput($"{Path} is a directory; name the files in it: {Path.TrimEnd('/')}/*");
        if (!File.Exists(Path)) throw Missing(Path);

        // Not a pipe: what is read from one for a try is gone.
        if (Size is not null) Open().Dispose();
    }

    internal Stream Open()
    {
        try
        {
            return IsStdin ? Streams.OpenInput() : new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(error);
        }
    }

    /// <summary>Says of a path that is no file why: it may be there, in a folder that may not be entered.</summary>
    /// <param name="path">The path.</param>
    /// <param name="hint">What to tell besides where there is none.</param>
    internal static CommandException Missing(string path, string hint = "")
    {
        try
        {
            _ = File.GetAttributes(path);
        }
        catch (UnauthorizedAccessException error)
        {
            return CommandException.InputOutput($"can't read {path}: {error.Message}", error);
        }
        catch (IOException)
        {
            // There is none.
        }

        return CommandException.InputOutput($"there is no file {path}{hint}.");
    }

    internal CommandException Unreadable(Exception error) => CommandException.InputOutput($"can't read {Name}: {error.Message}", error);
}
