namespace ActorMap.Node.Input.Packed;

/// <summary>A file's own bytes: counted for the progress, and named where they can't be read.</summary>
internal sealed class SourceStream(InputFile file, Stream inner, Action<int> count) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = inner.Read(buffer);
            count(read);
            return read;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw file.Unreadable(error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
