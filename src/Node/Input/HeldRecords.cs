namespace ActorMap.Node.Input;

/// <summary>Records that were read before, to be mapped again. Each keeps the bytes of the block that it came from.</summary>
internal sealed class HeldRecords(Record[] records, int start, int count) : RecordBlock("memory", [])
{
    internal override RecordKind Kind => records[start].Block.Kind;

    internal override bool TryRead(ref BlockCursor cursor, out Record record)
    {
        if (cursor.Position == count)
        {
            record = default;
            return false;
        }

        record = records[start + cursor.Position++];
        return true;
    }
}
