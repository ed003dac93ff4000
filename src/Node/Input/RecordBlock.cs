namespace ActorMap.Node.Input;

/// <summary>A run of whole records of one file, read together: the reader's unit of hand-over, too large to be worth a lock a record.</summary>
internal abstract class RecordBlock(string source, byte[] bytes)
{
    internal string Source { get; } = source;
    internal byte[] Bytes { get; } = bytes;

    internal abstract RecordKind Kind { get; }

    /// <summary>About how many bytes of input its records are, separators included.</summary>
    internal virtual long Size => Bytes.Length;

    /// <summary>Reads the record at the cursor and moves it on.</summary>
    /// <returns>False at the block's end.</returns>
    internal abstract bool TryRead(ref BlockCursor cursor, out Record record);

    /// <summary>Where a record is from, as compilers name it: file and line.</summary>
    internal virtual string PlaceOf(in Record record) => $"{Source}:{record.Line}";
}

/// <summary>How far a block has been read: by bytes and lines, or by the records of a table.</summary>
internal struct BlockCursor
{
    internal int Position;
    internal long Lines;
}
