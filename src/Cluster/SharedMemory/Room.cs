namespace ActorMap.Cluster.SharedMemory;

/// <summary>Which parts of a stretch are taken. The lowest that fits is taken, so that the same memory is used again and again: new pages cost four times what a copy costs.</summary>
internal sealed class Room(long start, long end)
{
    private readonly List<(long Start, long End)> _free = [(start, end)];

    /// <summary>How much is taken.</summary>
    public long Taken { get; private set; }

    public bool TryTake(long length, out long at)
    {
        var place = _free.FindIndex(free => free.End - free.Start >= length);
        at = place < 0 ? -1 : _free[place].Start;
        if (place < 0) return false;
        Taken += length;
        if (_free[place].End == at + length) _free.RemoveAt(place);
        else _free[place] = (at + length, _free[place].End);
        return true;
    }

    public void GiveBack(long at, long length)
    {
        if (length == 0) return;
        Taken -= length;
        var place = _free.FindIndex(free => free.Start > at);
        if (place < 0) place = _free.Count;
        var given = (Start: at, End: at + length);
        if (place < _free.Count && _free[place].Start == given.End)
        {
            given.End = _free[place].End;
            _free.RemoveAt(place);
        }

        if (place > 0 && _free[place - 1].End == given.Start) _free[place - 1] = (_free[place - 1].Start, given.End);
        else _free.Insert(place, given);
    }
}
