using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>All inputs of a map, in order, as one run of blocks.</summary>
internal sealed class InputSet : IDisposable
{
    private readonly InputPart[] _parts;
    private readonly InputPart? _table;
    private long _bytesRead;

    private InputSet(MapRequest request)
    {
        _parts = [.. InputFormats.Parts(request, read => Interlocked.Add(ref _bytesRead, read))];

        // Tables before the first that has columns have nothing.
        _table = Array.Find(_parts, part => part.Columns is not null);
        Columns = _table?.Columns;
        Kinds = [.. _parts.Select(part => part.Kind).Distinct().Where(kind => Columns is not null || kind is not (RecordKind.Table or RecordKind.Row))];
        Size = _parts.All(part => part.Size is not null) ? _parts.Sum(part => part.Size) : null;
        Count = _parts.All(part => part.Count is not null) ? _parts.Sum(part => part.Count) : null;
    }

    /// <summary>What the records are; none for tables that are empty, which have nothing that a function could bind to.</summary>
    internal RecordKind[] Kinds { get; }

    /// <summary>The columns of all tables; null where there is none, or none with as much as a header.</summary>
    internal string[]? Columns { get; }

    /// <summary>The bytes in all; null where an input has no end to be known.</summary>
    internal long? Size { get; }

    /// <summary>The records in all, where that is known without reading them.</summary>
    internal long? Count { get; }

    internal long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>The formats as one tells them: one word where all are the same.</summary>
    internal string Formats => string.Join(", ", _parts.Select(part => part.Format).Distinct().Select(format => format.ToString().ToLowerInvariant()));

    /// <summary>The format of all inputs; null where they differ.</summary>
    internal InputFormat? Format => _parts.Select(part => part.Format).Distinct().ToArray() is [var one] ? one : null;

    internal static InputSet Open(MapRequest request) => new(request);

    /// <param name="taken">The columns that the function takes, so that a format that has each by itself reads no others; null for all.</param>
    /// <param name="buffers">Where lines' buffers come from, if records are done with when it is told; null for new ones.</param>
    internal IEnumerable<RecordBlock> Blocks(string[]? taken, BlockBuffers? buffers = null)
    {
        foreach (var part in _parts)
        {
            using (part)
            {
                if (part.Kind is RecordKind.Table or RecordKind.Row)
                {
                    if (part.Columns is not { } columns) continue;
                    Agree(part, columns);
                }

                foreach (var block in part.Blocks(taken, buffers)) yield return block;
            }
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts) part.Dispose();
    }

    private void Agree(InputPart part, string[] columns)
    {
        // A row of texts has no names in it: its columns are where the first table has them.
        var same = part.KeepsOrder ? columns.SequenceEqual(Columns!, StringComparer.Ordinal) : columns.ToHashSet(StringComparer.Ordinal).SetEquals(Columns!);
        if (same) return;
        throw CommandException.InputOutput(
            $"{part.Name}:1: the columns are {ColumnText.Of(columns)}; those of {_table!.Name} are {ColumnText.Of(Columns!)}. Map the files apart.");
    }
}
