using System.IO.MemoryMappedFiles;

namespace ActorMap.Slots;

/// <summary>
/// The slots of a process, in a file that the one which started it maps, too: what its workers were in can be read when it is dead. A worker has a slot of its own;
/// where items wait, each in flight has one.
/// </summary>
internal sealed unsafe class SlotBoard : IDisposable
{
    // A new worker number is rare: a process that gives a worker up makes way for a fresh one.
    private const int WorkerSlots = 1024;

    // The file is sparse: slots that nobody uses take no place. Items in flight beyond these run without a note.
    private const int AllSlots = 1 << 16;
    private const long Bytes = (long)AllSlots * Slot.Words * sizeof(long);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Lock _lock = new();
    private readonly Stack<Slot> _free = new();
    private readonly long* _words;
    private int _given = WorkerSlots;
    private bool _disposed;

    private SlotBoard(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, Bytes);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _words = (long*)(start + _view.PointerOffset);
    }

    /// <summary>Makes the file.</summary>
    public static SlotBoard Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return Open(new FileStream(path, options));
    }

    /// <summary>Maps the file that another process made.</summary>
    public static SlotBoard Open(string path) => Open(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>The slot of a worker; null where its number is too high for one.</summary>
    public Slot? Of(int worker) => worker < WorkerSlots ? At(worker) : null;

    /// <summary>A slot for an item that may wait; null where all are in use.</summary>
    public Slot? Rent()
    {
        lock (_lock) return _free.TryPop(out var slot) ? slot : _given < AllSlots ? At(_given++) : null;
    }

    public void Return(Slot slot)
    {
        slot.End();
        lock (_lock) _free.Push(slot);
    }

    /// <summary>What is noted now, each once; asked by the process that survives.</summary>
    public List<NotedItems> Read()
    {
        var noted = new Dictionary<(long, Messages.IndexRange), NotedItems>();
        for (var number = 0; number < AllSlots; number++)
        {
            // An item that waits has a slot of its own, and its worker's where it has the thread.
            if (At(number).TryRead(out var items)) noted.TryAdd((items.Job, items.Range), items);
        }

        return [.. noted.Values];
    }

    /// <summary>What has a worker's thread for longer than it may.</summary>
    public List<NotedItems> ReadOverdue(long now)
    {
        var overdue = new List<NotedItems>();
        for (var worker = 0; worker < WorkerSlots; worker++)
        {
            if (At(worker).TryRead(out var items) && items.Due > 0 && items.Due < now) overdue.Add(items);
        }

        return overdue;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static SlotBoard Open(FileStream file) =>
        new(MemoryMappedFile.CreateFromFile(file, null, Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));

    private Slot At(int number) => new(_words + ((long)number * Slot.Words));
}
