using ActorMap.Cluster.Wire;
using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>How many items a parcel may have: room is made for all of them before the first is read, so a number alone must not take a node's memory. Pure.</summary>
internal static class ParcelBound
{
    /// <summary>So many items need no bytes of their own, as those of types without content. None of a chunk that the pool measures is longer.</summary>
    public const int Free = 1 << 20;

    /// <param name="parcel">What came.</param>
    /// <returns>What is wrong with it; null where it has no more items than may be.</returns>
    public static Exception? Excess(RunParcel parcel)
    {
        var most = Math.Min(Array.MaxLength, parcel.Items.Length + Free);
        return parcel.Range.Length <= most ? null : new WireException(
            $"a parcel of {parcel.Range.Length:N0} items in {parcel.Items.Length:N0} bytes is no parcel: it may have {most:N0}. Where that is what the map asked for, make its chunks shorter (MapOptions.ChunkSize)");
    }
}
