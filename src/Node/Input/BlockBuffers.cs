using System.Collections.Concurrent;

namespace ActorMap.Node.Input;

/// <summary>
/// Buffers of lines, to be read into again once nobody looks at their records any more. New ones for each read would keep the collector at work, and each page of them comes anew from the
/// system (docs/decisions/0023). A buffer that does not come back is the collector's.
/// </summary>
internal sealed class BlockBuffers
{
    // Four times what a pipe holds: a hand-over costs the same whatever its length.
    internal const int Size = 256 * 1024;

    private readonly ConcurrentStack<byte[]> _spare = new();

    internal HeldBuffer Rent() => new(this, _spare.TryPop(out var bytes) ? bytes : GC.AllocateUninitializedArray<byte>(Size));

    internal void Return(byte[] bytes) => _spare.Push(bytes);
}

/// <summary>A buffer, held by who reads into it and by each block that lies in it.</summary>
internal sealed class HeldBuffer(BlockBuffers stock, byte[] bytes)
{
    private int _holders = 1;

    internal byte[] Bytes => bytes;

    internal HeldBuffer Held()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    internal void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0) stock.Return(bytes);
    }
}
