using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ActorMap.Node.Input;

/// <summary>A record on its way to a node: its bytes, a row's fields, or why it is bad. Where it came from stays here, as who tells of it is here, too.</summary>
internal sealed class RecordCodec : IPayloadCodec<Record>
{
    // Beside the kinds of record, of which each is its own.
    private const byte Faulty = 255;

    public void Write(Record value, IBufferWriter<byte> writer)
    {
        switch (value.Block)
        {
            case FaultyBlock faulty:
                writer.Write([Faulty]);
                Encoding.UTF8.GetBytes(faulty.Fault, writer);
                break;
            case CsvBlock table:
                writer.Write([(byte)RecordKind.Table]);
                Number(writer, value.Fields);
                for (var (i, end) = (0, 0); i < value.Fields; i++) Number(writer, end += table.Field(in value, i).Length);
                writer.Write(value.Bytes);
                break;
            default:
                writer.Write([(byte)value.Block.Kind]);
                writer.Write(value.Bytes);
                break;
        }
    }

    public Record Read(ReadOnlySequence<byte> bytes)
    {
        var all = bytes.ToArray();
        if (all.Length == 0) throw new FormatException("The bytes of a record are none.");
        return all[0] switch
        {
            Faulty => new Record(new FaultyBlock(string.Empty, 1, Encoding.UTF8.GetString(all.AsSpan(1)), string.Empty), 1, 0, 0),
            (byte)RecordKind.Table => ReadRow(all),
            <= (byte)RecordKind.Row => new Record(new LineBlock(string.Empty, all, 1, all.Length, 1, default(LineRules) with { Kind = (RecordKind)all[0] }), 1, 1, all.Length - 1),
            _ => throw new FormatException($"{all[0]} is no kind of record."),
        };
    }

    private static Record ReadRow(byte[] all)
    {
        var fields = BinaryPrimitives.ReadInt32LittleEndian(all.AsSpan(1));
        var start = 5 + (4L * fields);
        if (fields < 0 || start > all.Length) throw new FormatException($"{all.Length} bytes are no record of {fields} fields.");
        var (ends, last) = (new int[fields], (int)start);
        for (var i = 0; i < fields; i++)
        {
            var end = (long)start + BinaryPrimitives.ReadInt32LittleEndian(all.AsSpan(5 + (4 * i)));
            if (end < last || end > all.Length) throw new FormatException("A field of a record ends where it can't.");
            ends[i] = last = (int)end;
        }

        return new Record(new CsvBlock(string.Empty, all, ends, []), 1, (int)start, all.Length - (int)start, 0, fields);
    }

    private static void Number(IBufferWriter<byte> writer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(4), value);
        writer.Advance(4);
    }
}
