using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using ActorMap.Messages;

namespace ActorMap.Cluster.SharedMemory;

/// <summary>Bytes that another process has left in an area.</summary>
internal sealed unsafe class MemoryView : MemoryManager<byte>
{
    private readonly MemoryArea _area;
    private readonly MemoryPlace _place;
    private readonly MemoryMappedViewAccessor? _far;
    private byte* _start;

    /// <param name="area">Where they lie.</param>
    /// <param name="place">Where in it.</param>
    /// <param name="far">Where it is mapped to, if it is not near.</param>
    public MemoryView(MemoryArea area, MemoryPlace place, MemoryMappedViewAccessor? far = null)
    {
        (_area, _place, _far) = (area, place, far);
        _start = far is null ? area.Start + place.Offset : (byte*)far.SafeMemoryMappedViewHandle.DangerousGetHandle() + far.PointerOffset;
    }

    /// <summary>Whether they are still what was left there. Asked after they were read, too.</summary>
    public bool IsIntact => _start is not null && Volatile.Read(ref *(long*)_start) == _place.Stamp && ((long*)_start)[1] == _place.Length;

    /// <summary>Whether these bytes are in no shared memory, or still what was left there.</summary>
    public static bool AreIntact(ReadOnlyMemory<byte> bytes) => Of(bytes)?.IsIntact != false;

    /// <summary>They have been read: whoever looks again finds nothing.</summary>
    public static void LetGo(ReadOnlyMemory<byte> bytes) => Of(bytes)?.LetGo();

    /// <summary>The bytes, window by window: what lies behind the one that is read does not count to this process any more.</summary>
    public static ReadOnlySequence<byte> Windows(ReadOnlyMemory<byte> bytes) =>
        Of(bytes) is { _far: not null } view ? MemoryWindow.Over(view._start, MemoryArea.Header, (int)view._place.Length, view) : new ReadOnlySequence<byte>(bytes);

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        GC.KeepAlive(_area);
        return new Span<byte>(_start + MemoryArea.Header, (int)_place.Length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + MemoryArea.Header + elementIndex, pinnable: this);

    public override void Unpin()
    {
    }

    public void LetGo()
    {
        if (_far is null) return;
        _start = null;
        _far.Dispose();
    }

    protected override void Dispose(bool disposing) => LetGo();

    private static MemoryView? Of(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetMemoryManager<byte, MemoryView>(bytes, out var view) ? view : null;
}
