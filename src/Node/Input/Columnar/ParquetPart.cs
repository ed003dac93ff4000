using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Input.Columnar;

/// <summary>A Parquet file, whose rows are JSON objects from here on. Apart from what reads it, so that nothing of that is loaded for other formats.</summary>
internal sealed class ParquetPart(InputFile file, Action<int> count) : InputPart(file.Name, InputFormat.Parquet, RecordKind.Row)
{
    private ParquetFile? _file;

    internal override long? Size => file.Size;

    internal override string[]? Columns => Opened.Columns;

    private ParquetFile Opened => _file ??= ParquetFile.Open(Name, Whole());

    internal override IEnumerable<RecordBlock> Blocks(string[]? taken, BlockBuffers? buffers) => Opened.Read(taken, part => count((int)Math.Min(int.MaxValue, part * (file.Size ?? 0))));

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Parquet has its table of contents at its end.</summary>
    private Stream Whole()
    {
        if (file.IsStdin || file.Size is null)
            throw CommandException.InputOutput($"{Name} can't be read as Parquet, which is read from its end: name an ordinary file that is not empty.");
        return file.Open();
    }
}
