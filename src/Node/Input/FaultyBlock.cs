namespace ActorMap.Node.Input;

/// <summary>One record that the reader found bad. It is an item all the same: order and index are kept, and the policy decides.</summary>
internal sealed class FaultyBlock(string source, long line, string fault, string raw) : RecordBlock(source, LosslessText.Encode(raw))
{
    internal string Fault { get; } = fault;

    internal override RecordKind Kind => RecordKind.Text;

    internal override bool TryRead(ref BlockCursor cursor, out Record record)
    {
        record = new Record(this, line, 0, Bytes.Length);
        return cursor.Position++ == 0;
    }
}
