using System.Runtime.InteropServices;

namespace ActorMap.Node.Shell;

/// <summary>
/// A standard stream by plain <c>read</c> and <c>write</c>. A FileStream over a descriptor that is a file keeps a position of its
/// own and writes over what others write there: <c>(actormap …; actormap …) &gt; both.txt</c> would lose the first.
/// </summary>
internal sealed partial class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const short PollIn = 1;
    private const short PollOut = 4;

    public override bool CanRead => descriptor == 0;
    public override bool CanSeek => false;
    public override bool CanWrite => descriptor != 0;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>How many bytes the system has taken, also of a write that failed after a part.</summary>
    internal long Sent { get; private set; }

    public override unsafe int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var read = ReadBytes(descriptor, start, (nuint)buffer.Length);
                if (read >= 0) return (int)read;
                WaitOrThrow(PollIn);
            }
        }
    }

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var sent = 0;
            while (sent < buffer.Length)
            {
                var written = WriteBytes(descriptor, start + sent, (nuint)(buffer.Length - sent));
                if (written < 0)
                {
                    WaitOrThrow(PollOut);
                    continue;
                }

                sent += (int)written;
                Sent += written;
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>A descriptor that another process made non-blocking is waited for; anything else is an error.</summary>
    private unsafe void WaitOrThrow(short what)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error == Interrupted) return;
        if (error is not (WouldBlock or WouldBlockOnMac)) throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        var wait = new PollDescriptor { Descriptor = descriptor, Events = what };
        _ = Poll(&wait, 1, -1);
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadBytes(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }
}
