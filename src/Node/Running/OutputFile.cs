using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>Stdout or a file, written in large pieces. It knows how much has arrived, for when no more does.</summary>
internal sealed class OutputFile(string name, Stream stream) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private long _written;
    private bool _isBroken;
    private bool _beginsAnew;

    /// <summary>How long it waited for what takes its bytes.</summary>
    internal TimeSpan Waited { get; private set; }

    internal static OutputFile Stdout() => Given(1, "stdout");

    /// <summary>What the tool was given, as it is: a file of a redirection goes on where others have written to it.</summary>
    private static OutputFile Given(int descriptor, string name)
    {
        try
        {
            var stream = Streams.OpenGiven(descriptor);
            return new OutputFile(name, descriptor == 1 && Streams.OutputIsTerminal ? new TerminalStream(stream) : stream);
        }
        catch (IOException error)
        {
            throw CommandException.InputOutput($"can't write {name}: {error.Message}", error);
        }
    }

    /// <param name="path">The file.</param>
    /// <param name="goesOn">Whether it goes on with what an interrupted map has left there, rather than from nothing.</param>
    internal static OutputFile Create(string path, bool goesOn = false)
    {
        if (Descriptors.Of(path) is { } descriptor) return Given(descriptor, path);
        if (Directory.Exists(path)) throw CommandException.InputOutput($"can't write {path}: it is a directory; name a file in it.");
        try
        {
            var file = SoleWriter.Open(path, goesOn);
            return new OutputFile(path, goesOn && file.CanRead ? new ContinuedFile(file) : file) { _beginsAnew = !goesOn };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"can't write {path}: {error.Message}", error);
        }
    }

    /// <summary>A log: where a map goes on, its rows go behind those that are there.</summary>
    internal static OutputFile CreateLog(string path, string header, bool goesOn)
    {
        if (Descriptors.Of(path) is { } descriptor)
        {
            var given = Given(descriptor, path);
            given.Write(System.Text.Encoding.UTF8.GetBytes(header));
            return given;
        }

        try
        {
            var file = SoleWriter.Open(path, goesOn);
            if (goesOn && file.CanRead) file.CutBehindLastLine();
            var log = new OutputFile(path, file) { _beginsAnew = !goesOn };
            if (!file.CanSeek || file.Position == 0) log.Write(System.Text.Encoding.UTF8.GetBytes(header));
            return log;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"can't write {path}: {error.Message}", error);
        }
    }

    /// <summary>All files are there that the map writes: what was in this one goes, where the map does not go on with it.</summary>
    internal void Begin()
    {
        if (!_beginsAnew || FileIdentity.IsDevice(name)) return;
        try
        {
            stream.SetLength(0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"can't write {name}: {error.Message}", error);
        }
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _filled)
        {
            Flush();
            if (bytes.Length > _buffer.Length)
            {
                Send(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_filled));
        _filled += bytes.Length;
    }

    internal void Flush()
    {
        if (_filled == 0 || _isBroken) return;
        Send(_buffer.AsSpan(0, _filled));
        _filled = 0;
    }

    /// <summary>All is written: what another map left behind it goes.</summary>
    internal void Complete() => (stream as ContinuedFile)?.CutRest();

    public void Dispose() => stream.Dispose();

    private void Send(ReadOnlySpan<byte> bytes)
    {
        var since = TimeProvider.System.GetTimestamp();
        try
        {
            stream.Write(bytes);
            Waited += TimeProvider.System.GetElapsedTime(since);
            _written += bytes.Length;
        }
        catch (IOException error) when (error.IsReaderGone())
        {
            _isBroken = true;
            throw new ReaderGoneException();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // A file at its limit (EFBIG) comes out of the framework as an argument that is out of range.
            _isBroken = true;
            var why = error is ArgumentOutOfRangeException ? "the file would be larger than the system allows (ulimit -f)" : error.Message;
            throw CommandException.InputOutput($"can't write {name} any further, {Arrived()} bytes are written: {why}", error);
        }
    }

    /// <summary>A write that fails may have written a part: the file itself knows best.</summary>
    private long Arrived() => stream is DescriptorStream given ? given.Sent : stream.CanSeek ? Math.Max(stream.Length, 0) : _written;
}

/// <summary>Nobody reads stdout any more: no fault, but nothing is left to do.</summary>
internal sealed class ReaderGoneException : Exception;
