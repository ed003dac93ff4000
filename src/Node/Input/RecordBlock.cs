namespace ActorMap.Node.Input;

/// <summary>A run of whole records of one file, read together: the reader's unit of hand-over, too large to be worth a lock a record.</summary>
internal abstract class RecordBlock(string source, byte[] bytes)
{
    /// <summary>How many records it has, up to when that is known: more than there can be.</summary>
    private protected const int Uncounted = int.MaxValue;

    internal string Source { get; } = source;
    internal byte[] Bytes { get; } = bytes;

    internal abstract RecordKind Kind { get; }

    /// <summary>About how many bytes of input its records are, separators included.</summary>
    internal virtual long Size => Bytes.Length;

    /// <summary>Reads the record at the cursor and moves it on.</summary>
    /// <returns>False at the block's end.</returns>
    internal abstract bool TryRead(ref BlockCursor cursor, out Record record);

    /// <summary>So many of its records are not looked at any more.</summary>
    internal virtual void LetGo(int records)
    {
    }

    /// <summary>So many records were read from it, and there are no more.</summary>
    internal void Counted(int records) => LetGo(Uncounted - records);

    /// <summary>Where a record is from, as compilers name it: file and line.</summary>
    internal virtual string PlaceOf(in Record record) => $"{Source}:{record.Line}";
}

/// <summary>How far a block has been read: by bytes and lines, or by the records of a table.</summary>
internal struct BlockCursor
{
    internal int Position;
    internal long Lines;
}
