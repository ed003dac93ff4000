using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>Originals and their copies, by reference: what keeps shared references shared and cycles finite.</summary>
/// <remarks>Most functions are a handful of objects: those are a list, and no hash code is ever made for them.</remarks>
internal sealed class SeenMap
{
    private const int Linear = 8;
    private const int Largest = 1 << 22;
    private const int Coarse = 1 << 20;

    private Entry[] _entries = new Entry[Linear];
    private int _count;

    internal int Count => _count;

    internal object? Find(object original)
    {
        if (_entries.Length == Linear)
        {
            foreach (ref var entry in _entries.AsSpan(0, _count))
                if (ReferenceEquals(entry.Original, original)) return entry.Copy;
            return null;
        }

        return _entries[Slot(_entries, original)].Copy;
    }

    /// <summary>Adds an original that is not there yet.</summary>
    internal void Add(object original, object copy)
    {
        if (_entries.Length == Linear)
        {
            if (_count < Linear)
            {
                _entries[_count++] = new Entry(original, copy);
                return;
            }

            Grow(Linear * 8);
        }
        else if (_count * 2 >= _entries.Length)
        {
            Grow(_entries.Length * (_entries.Length < Coarse ? 4 : 2));
        }

        _entries[Slot(_entries, original)] = new Entry(original, copy);
        _count++;
    }

    /// <summary>Makes room at once for what is about to come, rather than by and by.</summary>
    internal void Expect(int more)
    {
        var length = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)(_count + more)) * 2, Largest);
        if (more > Linear && length > _entries.Length) Grow(length);
    }

    internal void Clear()
    {
        if (_entries.Length == Linear) Array.Clear(_entries, 0, _count);
        else _entries = new Entry[Linear];
        _count = 0;
    }

    private static int Slot(Entry[] entries, object original)
    {
        // Runtime hash codes have 26 bits; the multiplication spreads them over tables of any length, a power of two.
        var mask = entries.Length - 1;
        var slot = (int)(((uint)RuntimeHelpers.GetHashCode(original) * 0x9E3779B97F4A7C15UL) >> 32) & mask;
        while (entries[slot].Original is { } other && !ReferenceEquals(other, original)) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow(int length)
    {
        var larger = new Entry[length];
        foreach (ref var entry in _entries.AsSpan())
            if (entry.Original is not null) larger[Slot(larger, entry.Original)] = entry;
        _entries = larger;
    }

    private readonly struct Entry(object original, object copy)
    {
        internal readonly object? Original = original;
        internal readonly object? Copy = copy;
    }
}
