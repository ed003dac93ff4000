using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorMap.Chunks;

/// <summary>
/// One job's buffers, to be used again. Rented here and given back there: the shared pool keeps buffers for each thread and core, so one side of it runs over
/// and the other is empty, and a stream would allocate for every chunk. What is spare is bounded, and goes to the shared pool with the job.
/// </summary>
internal sealed class Recycler<T>(long most)
{
    // As the shared pool's.
    private const int Shortest = 16;

    // The highest power of two that an array may have.
    private const int Longest = 1 << 30;

    // Up to eight times as long.
    private const int Kinds = 4;

    private readonly Lock _lock = new();
    private readonly Stack<T[]>?[] _spare = new Stack<T[]>?[32];
    private long _left = most;
    private bool _closed;

    /// <summary>A buffer of so many items at least; what is in it is old.</summary>
    public T[] Rent(int length)
    {
        var size = SizeFor(length);
        var first = BitOperations.Log2((uint)size - 1) + 1;
        lock (_lock)
        {
            // A spare buffer of some times the length is better than a new one: lengths vary, and each kind would need a stock of its own.
            for (var kind = first; kind < Math.Min(_spare.Length, first + Kinds); kind++)
            {
                if (_spare[kind] is not { } stack || !stack.TryPop(out var spare)) continue;
                _left += Bytes(spare);
                return spare;
            }
        }

        return ArrayPool<T>.Shared.Rent(size);
    }

    public void Return(T[] buffer)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(buffer);
        lock (_lock)
        {
            if (!_closed && BitOperations.IsPow2(buffer.Length) && TryMakeRoom(buffer))
            {
                _left -= Bytes(buffer);
                (_spare[BitOperations.Log2((uint)buffer.Length)] ??= new Stack<T[]>()).Push(buffer);
                return;
            }
        }

        ArrayPool<T>.Shared.Return(buffer);
    }

    /// <summary>The job is over: what is spare, and what comes back from now on, is for others.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (var stack in _spare)
            {
                while (stack is not null && stack.TryPop(out var buffer)) ArrayPool<T>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>The length to ask for: the next power of two, as long as an array may have it.</summary>
    public static int SizeFor(int length) =>
        length > Longest ? Math.Min(length, Array.MaxLength) : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, Shortest));

    /// <summary>What comes back was just used; longer ones that lie about are of a time when chunks were longer.</summary>
    private bool TryMakeRoom(T[] buffer)
    {
        for (var kind = _spare.Length - 1; _left < Bytes(buffer) && kind > BitOperations.Log2((uint)buffer.Length); kind--)
        {
            while (_left < Bytes(buffer) && _spare[kind] is { } stack && stack.TryPop(out var longer))
            {
                _left += Bytes(longer);
                ArrayPool<T>.Shared.Return(longer);
            }
        }

        return _left >= Bytes(buffer);
    }

    private static long Bytes(T[] buffer) => buffer.LongLength * Unsafe.SizeOf<T>();
}
