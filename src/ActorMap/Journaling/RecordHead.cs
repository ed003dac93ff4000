using System.Buffers;
using System.Buffers.Binary;
using ActorMap.Codec;
using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>The start of a record: of which items it has the outcomes, and whether it is one failure or a run of values.</summary>
/// <param name="Failed">One failure.</param>
/// <param name="Range">The items.</param>
internal readonly record struct RecordHead(bool Failed, IndexRange Range)
{
    // The length of a record, before it.
    public const int LengthSize = 4;

    public void Write(WireWriter to)
    {
        to.Byte(Failed ? (byte)1 : (byte)0);
        to.Number((ulong)Range.Start);
        to.Number((ulong)Range.Length);
    }

    public static RecordHead Read(ref WireReader from)
    {
        var failed = from.Byte() != 0;
        var start = (long)from.Number();
        return new RecordHead(failed, new IndexRange(start, start + (long)from.Number()));
    }

    /// <summary>Goes through the records of some bytes.</summary>
    public static IEnumerable<(RecordHead Head, ReadOnlyMemory<byte> Record, int At)> Each(ReadOnlyMemory<byte> records)
    {
        for (var at = 0; at < records.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(records.Span[at..]);
            var record = records.Slice(at + LengthSize, length);
            yield return (Peek(record), record, at);
            at += LengthSize + length;
        }
    }

    private static RecordHead Peek(ReadOnlyMemory<byte> record)
    {
        var from = new WireReader(new ReadOnlySequence<byte>(record));
        return Read(ref from);
    }
}
