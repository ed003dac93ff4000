using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Slots;

/// <summary>
/// The slots of a process, in a file that the one which started it maps, too: what its workers were in can be read when it is dead. A worker has a slot of its own;
/// where items wait, each in flight has one.
/// </summary>
internal sealed unsafe class SlotBoard : IDisposable
{
    // A new worker number is rare: a process that gives a worker up makes way for a fresh one.
    private const int WorkerSlots = 1024;

    // Items in flight beyond these run without a note.
    private const int AllSlots = 1 << 16;

    // The last one is not given out: it says how many are, and why the process ends. Its position stays zero, so as a slot it says nothing.
    private const int Head = AllSlots - 1;
    private const int EndingWord = 0, GivenWord = 2;

    /// <summary>What a board takes.</summary>
    public const long Bytes = (long)AllSlots * Slot.Words * sizeof(long);

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

    /// <summary>The exit code with which the process said that it ends by itself; null while it has not. A function that ends the process says nothing.</summary>
    public int? Ending
    {
        get => Volatile.Read(ref HeadWord(EndingWord)) is > 0 and var said ? (int)(said - 1) : null;
        set => Volatile.Write(ref HeadWord(EndingWord), value is { } code ? code + 1L : 0);
    }

    /// <summary>Makes the file, with a place on the disk for all of it: a store to a page that the disk has no room for would kill the process that makes it.</summary>
    /// <exception cref="IOException">It can't be made; the disk may be full.</exception>
    public static SlotBoard Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, PreallocationSize = Bytes };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return Open(new FileStream(path, options));
    }

    /// <summary>A board in memory that has a handle like a file.</summary>
    /// <param name="memory">Of <see cref="Bytes"/> bytes; the board's from now on.</param>
    public static SlotBoard Over(SafeFileHandle memory) => Open(new FileStream(memory, FileAccess.ReadWrite, bufferSize: 0));

    /// <summary>Maps the file that another process made.</summary>
    public static SlotBoard Open(string path) => Open(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>The slot of a worker; null where its number is too high for one.</summary>
    public Slot? Of(int worker) => worker < WorkerSlots ? At(worker) : null;

    /// <summary>A slot for an item that may wait; null where all are in use.</summary>
    public Slot? Rent()
    {
        lock (_lock) return _free.TryPop(out var slot) ? slot : _given < Head ? Give() : null;
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
        var given = Math.Clamp(Volatile.Read(ref HeadWord(GivenWord)), WorkerSlots, Head);
        for (var number = 0; number < given; number++)
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

    private Slot Give()
    {
        var slot = At(_given++);
        Volatile.Write(ref HeadWord(GivenWord), _given);
        return slot;
    }

    private ref long HeadWord(int word) => ref _words[((long)Head * Slot.Words) + word];

    private Slot At(int number) => new(_words + ((long)number * Slot.Words));
}
