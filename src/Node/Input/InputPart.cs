using ActorMap.Node.Arguments;

namespace ActorMap.Node.Input;

/// <summary>One of a map's inputs: what it is called, what its records are, and how they are had.</summary>
internal abstract class InputPart(string name, InputFormat format, RecordKind kind) : IDisposable
{
    internal string Name { get; } = name;
    internal InputFormat Format { get; } = format;
    internal RecordKind Kind { get; } = kind;

    /// <summary>The bytes to be read; null where there is no end to be known.</summary>
    internal virtual long? Size => null;

    /// <summary>The records, where their number is known.</summary>
    internal virtual long? Count => null;

    /// <summary>The columns of a table, for which its start is read; null for other formats, and for a table without as much as a header.</summary>
    internal virtual string[]? Columns => null;

    /// <summary>Whether the columns must be in one order in all tables, as there is no name in a row.</summary>
    internal virtual bool KeepsOrder => false;

    /// <param name="taken">The columns that are asked for, where the format has each by itself; null for all.</param>
    /// <param name="buffers">Where lines' buffers come from; null for new ones.</param>
    internal abstract IEnumerable<RecordBlock> Blocks(string[]? taken, BlockBuffers? buffers);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
