using System.Buffers;

namespace ActorMap.Cluster.SharedMemory;

/// <summary>
/// A stretch of mapped bytes. Who comes to it is done with the one before the last: its pages are let go of, so that a process that reads a large state holds its
/// own copy and some megabytes, rather than both. They come back where somebody looks again.
/// </summary>
internal sealed unsafe class MemoryWindow : MemoryManager<byte>
{
    private const int Length = 4 << 20;

    private readonly byte* _start;
    private readonly int _skipped;
    private readonly int _length;
    private readonly MemoryWindow? _passed;
    private readonly object _owner;
    private bool _isHeld;

    private MemoryWindow(byte* start, int skipped, int length, MemoryWindow? passed, object owner)
    {
        _start = start;
        (_skipped, _length, _passed, _owner) = (skipped, length, passed, owner);
    }

    /// <param name="start">The first page.</param>
    /// <param name="skipped">What comes before the bytes.</param>
    /// <param name="length">How many bytes there are.</param>
    /// <param name="owner">Kept as long as a window is.</param>
    public static ReadOnlySequence<byte> Over(byte* start, int skipped, int length, object owner)
    {
        var windows = new List<MemoryWindow>();
        for (long at = 0, end = (long)skipped + length; at < end; at += Length)
        {
            var passed = windows.Count >= 2 ? windows[^2] : null;
            windows.Add(new MemoryWindow(start + at, at == 0 ? skipped : 0, (int)Math.Min(Length, end - at), passed, owner));
        }

        var first = new Segment(windows[0].Memory, null);
        var last = first;
        foreach (var window in windows.Skip(1)) last = new Segment(window.Memory, last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public override Span<byte> GetSpan()
    {
        _passed?.Pass();
        _isHeld = true;
        GC.KeepAlive(_owner);
        return new Span<byte>(_start + _skipped, _length - _skipped);
    }

    public override Memory<byte> Memory => CreateMemory(_length - _skipped);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + _skipped + elementIndex, pinnable: this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private void Pass()
    {
        if (!_isHeld) return;
        _isHeld = false;
        Linux.LetGo(_start, (nuint)_length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is null) return;
            before.Next = this;
            RunningIndex = before.RunningIndex + before.Memory.Length;
        }
    }
}
