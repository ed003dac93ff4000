using System.IO.MemoryMappedFiles;
using ActorMap.Codec;
using ActorMap.Messages;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Cluster.SharedMemory;

/// <summary>
/// Memory that one process writes and others read, without a name: it goes with the last process that has it, however that ends. Its first part stays mapped and is
/// used again and again; what is larger lies behind it, and its pages go back to the machine with it.
/// </summary>
/// <remarks>
/// Nothing is unmapped while somebody may read it: the garbage collector does that when nobody can. Safe from many threads.
/// docs/decisions/0013-large-bytes-beside-the-messages.md
/// </remarks>
internal sealed unsafe class MemoryArea : IDisposable
{
    /// <summary>The part that stays mapped: addresses, not memory.</summary>
    public const long Near = 512L << 20;

    /// <summary>What is longer lies behind the near part.</summary>
    public const long LongestNear = 16L << 20;

    /// <summary>What stands before the bytes: their stamp and their length.</summary>
    public const int Header = 64;

    // So much of the near part keeps its pages when nothing is in it: what is under way to two processes, and some (decision 0030).
    private const long Kept = 24L << 20;
    private const long Page = 4096;
    private const long Line = 64;

    private readonly Lock _lock = new();
    private readonly Room _near = new(0, Near);
    private readonly Room _far = new(Near, long.MaxValue / 2);
    private readonly SafeFileHandle _file;
    private readonly MemoryMappedViewAccessor _view;
    private long _length = Near;
    private long _touched;
    private long _stamp = Random.Shared.NextInt64(1L << 40);
    private long _written;

    private MemoryArea(SafeFileHandle file, bool isWritable)
    {
        _file = file;
        var access = isWritable ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read;
        using var mapped = Map(access);
        _view = mapped.CreateViewAccessor(0, Near, access);
        Start = (byte*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle();
    }

    /// <summary>By which a process of the same user opens it, while this one lives.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_file.DangerousGetHandle()}";

    /// <summary>How many bytes have been left in it.</summary>
    public long BytesWritten => Interlocked.Read(ref _written);

    /// <summary>How many bytes of it are taken now, with what stands before them.</summary>
    public long BytesTaken
    {
        get
        {
            lock (_lock) return _near.Taken + _far.Taken;
        }
    }

    internal byte* Start { get; }

    /// <summary>A new one; null where this system has no such memory.</summary>
    public static MemoryArea? TryCreate()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return null;
        return Try(() => Linux.CreateMemory(Near) is { } file ? new MemoryArea(file, isWritable: true) : null);
    }

    /// <summary>The one that another process has made; null where it can't be had: the other is of another user, or the system hides processes from each other.</summary>
    public static MemoryArea? TryOpen(string path, bool toWrite) =>
        Try(() => new MemoryArea(File.OpenHandle(path, FileMode.Open, toWrite ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), toWrite));

    /// <summary>Room for so many bytes; null where there is none.</summary>
    public MemoryLease? TryLease(long length)
    {
        var isNear = length <= LongestNear;
        var needed = Rounded(Header + length, isNear ? Line : Page);
        lock (_lock)
        {
            if (!(isNear ? _near : _far).TryTake(needed, out var offset)) return null;
            if (isNear) _touched = Math.Max(_touched, offset + needed);
            else if (!TryReach(offset + needed))
            {
                _far.GiveBack(offset, needed);
                return null;
            }

            return new MemoryLease(this, _file, offset, needed, ++_stamp);
        }
    }

    /// <summary>Room that these bytes are in, sealed; null where they are nowhere: there is no room, or the machine has no memory left for them.</summary>
    public MemoryLease? TryLeave(long length, Action<IPieceTaker> write)
    {
        if (TryLease(length) is not { } lease) return null;
        try
        {
            write(lease);
            lease.Seal(length);
            return lease;
        }
        catch (IOException)
        {
            lease.Dispose();
            return null;
        }
    }

    /// <summary>What lies there; null where nothing of the kind does, any more.</summary>
    public MemoryView? TryRead(MemoryPlace place)
    {
        if (place.Offset < 0 || place.Length <= 0 || place.Length > Array.MaxLength) return null;
        if (place.Offset < Near) return place.Offset <= Near - Header - place.Length && place.Offset % Line == 0 ? Intact(new MemoryView(this, place)) : null;
        return place.Offset % Page == 0 ? Try(() => Intact(new MemoryView(this, place, MapFar(place)))) : null;
    }

    /// <summary>Where nothing is in the near part, the machine gets its pages back.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            if (_near.Taken > 0 || _touched <= Kept) return;
            Linux.Empty(_file, Kept, _touched - Kept);
            _touched = 0;
        }
    }

    /// <summary>Only where nobody has read or written it.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    internal void Wrote(long length) => Interlocked.Add(ref _written, length);

    /// <summary>A lease needs no more than this; the rest is anyone's again.</summary>
    internal long Shorten(long offset, long room, long length)
    {
        var needed = Rounded(Header + length, offset < Near ? Line : Page);
        lock (_lock) (offset < Near ? _near : _far).GiveBack(offset + needed, room - needed);
        return needed;
    }

    internal void GiveBack(long offset, long room)
    {
        var isNear = offset < Near;
        if (!isNear) Linux.Empty(_file, offset, room);
        lock (_lock) (isNear ? _near : _far).GiveBack(offset, room);
    }

    private static long Rounded(long length, long unit) => (length + unit - 1) / unit * unit;

    private static MemoryView? Intact(MemoryView view)
    {
        if (view.IsIntact) return view;
        view.LetGo();
        return null;
    }

    private static T? Try<T>(Func<T?> action) where T : class
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or EntryPointNotFoundException or OutOfMemoryException)
        {
            return null;
        }
    }

    private bool TryReach(long end)
    {
        if (end <= _length) return true;
        if (!Linux.TryLengthen(_file, end)) return false;
        _length = end;
        return true;
    }

    private MemoryMappedViewAccessor MapFar(MemoryPlace place)
    {
        using var mapped = Map(MemoryMappedFileAccess.Read);
        return mapped.CreateViewAccessor(place.Offset, Header + place.Length, MemoryMappedFileAccess.Read);
    }

    private MemoryMappedFile Map(MemoryMappedFileAccess access) => MemoryMappedFile.CreateFromFile(_file, null, 0, access, HandleInheritability.None, leaveOpen: true);
}
