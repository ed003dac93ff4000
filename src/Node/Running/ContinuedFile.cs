namespace ActorMap.Node.Running;

/// <summary>
/// A file that an interrupted map has written in part. What is written again is compared with what is there; where the two part, the file is cut and goes on. So
/// it is never shorter than what it had of the result.
/// </summary>
internal sealed class ContinuedFile(FileStream file) : Stream
{
    private readonly byte[] _there = new byte[64 * 1024];
    private bool _isPast;

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!_isPast && buffer.Length > 0)
        {
            var at = file.Position;
            var there = file.Read(_there, 0, Math.Min(_there.Length, buffer.Length));
            var same = buffer.CommonPrefixLength(_there.AsSpan(0, there));
            buffer = buffer[same..];
            if (same < there || there == 0) CutAt(at + same);
        }

        file.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>All is written: what is there beyond it is of no result.</summary>
    internal void CutRest() => CutAt(file.Position);

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void CutAt(long position)
    {
        _isPast = true;
        file.Position = position;
        if (file.Length > position) file.SetLength(position);
    }
}
