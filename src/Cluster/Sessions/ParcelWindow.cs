namespace ActorMap.Cluster.Sessions;

/// <summary>
/// How much of a job a node has at once. Enough that its workers never wait for the round trip, and no more: what is not sent can still be given to another node.
/// Pure: measured times and bytes come in, lengths go out.
/// </summary>
/// <param name="slots">Items that the node runs at once: workers, times what each has in flight.</param>
/// <param name="exact">The exact length of a chunk that the user asked for; null: adapt.</param>
/// <param name="sharesMemory">Whether large bytes lie in memory that the node has, too, rather than travel.</param>
internal sealed class ParcelWindow(int slots, int? exact, bool sharesMemory = false)
{
    /// <summary>Bytes in flight to a node: Akka's remoting has no back-pressure of its own (600 MB queued in a sender without an error).</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Items lie in parcels of so many bytes: remoting is best at 32 to 64 KiB and slow above.</summary>
    public const int ParcelBytes = 48 << 10;

    /// <summary>Where memory is shared nothing queues: so much keeps the node busy while its answers are on their way, and is what the processor's caches hold.</summary>
    public const int MostSharedBytes = 8 << 20;

    /// <summary>Where memory is shared, what is longer is not cheaper a byte.</summary>
    public const int SharedParcelBytes = 512 << 10;

    // Where all cores are busy with the functions themselves, a round trip takes tens of milliseconds. An item that takes longer than this is not sent before a worker is free for it.
    private const double LeastAheadSeconds = 0.120;

    // A message costs a process that is otherwise idle some 0.5 ms of its threads' waking, so a long job has longer parcels: a twentieth of what a slot has worked so far.
    private const double LeastParcelSeconds = 0.040;
    private const double MostParcelSeconds = 0.150;
    private const double ParcelShare = 0.05;

    // A message costs some 100 µs of processor time at both ends together.
    private const int ShortBytes = 4 << 10;
    private const double ShortSeconds = 0.001;

    // One item that was quick must not be answered by a million.
    private const int Growth = 8;

    private double? _itemSeconds;
    private double _worked;
    private double _bytesPerItem = 1;
    private long _last = 1;

    /// <summary>Items that were sent and not answered.</summary>
    public long Items { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many items may be sent now as one parcel; 0: none.</summary>
    public int Next()
    {
        if (Bytes >= (sharesMemory ? MostSharedBytes : MostBytes)) return 0;
        if (exact is { } size) return Items < (slots + 1L) * size ? size : 0;
        var room = Room();
        var length = Length();
        if (room <= 0 || (room < length && Items * 2 > Items + room)) return 0;
        return (int)Math.Min(room, length);
    }

    /// <summary>
    /// Whether a range of this length is hardly worth its message, and every slot has something to do meanwhile: then the next one waits for an answer, as a
    /// source that trickles would be sent item by item where many could go together (Nagle, RFC 896).
    /// </summary>
    public bool IsShort(long items) => exact is null && Items >= slots && items * _bytesPerItem < ShortBytes && items * _itemSeconds < ShortSeconds;

    /// <summary>Whether more would only lie and wait; not before an item has been measured.</summary>
    public bool IsFull => _itemSeconds is not null && Next() == 0;

    /// <summary>How long parcels and their answers are.</summary>
    public static int BytesOf(bool sharesMemory) => sharesMemory ? SharedParcelBytes : ParcelBytes;

    public void Sent(int items, long bytes)
    {
        Items += items;
        Bytes += bytes;
        _last = Math.Max(_last, items);
        _bytesPerItem = Math.Max(1, (_bytesPerItem + ((double)bytes / items)) / 2);
    }

    public void Answered(long items, long bytes)
    {
        Items -= items;
        Bytes -= bytes;
    }

    /// <summary>So many items took a worker so long. Rises at once, falls slowly: a parcel that turns out too long costs more than one too short.</summary>
    public void Measured(long items, TimeSpan elapsed)
    {
        if (items <= 0) return;
        _worked += elapsed.TotalSeconds;
        var seconds = elapsed.TotalSeconds / items;
        _itemSeconds = _itemSeconds is { } known && seconds < known ? (known + seconds) / 2 : seconds;
    }

    private double ParcelSeconds() => Math.Clamp(_worked / slots * ParcelShare, LeastParcelSeconds, MostParcelSeconds);

    private double Room()
    {
        if (_itemSeconds is not { } seconds) return slots - Items;
        var ahead = seconds > 0 ? Math.Floor(Math.Max(LeastAheadSeconds, 2 * ParcelSeconds()) / seconds) : int.MaxValue;
        return (slots * (1 + Math.Min(ahead, int.MaxValue))) - Items;
    }

    private double Length()
    {
        if (_itemSeconds is not { } seconds) return 1;
        var byTime = seconds > 0 ? ParcelSeconds() / seconds : int.MaxValue;
        return Math.Clamp(byTime, 1, Math.Max(1, Math.Min((double)_last * Growth, BytesOf(sharesMemory) / _bytesPerItem)));
    }
}
