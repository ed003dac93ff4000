using ActorMap.Node.Arguments;
using ActorMap.Node.Input.Packed;

namespace ActorMap.Node.Input;

/// <summary>A CSV or TSV file.</summary>
internal sealed class TablePart(InputFile file, InputFormat format, bool hasHeader, Action<int> count) : InputPart(file.Name, format, RecordKind.Table)
{
    private CsvReader? _reader;

    internal override long? Size => file.Size;

    internal override string[]? Columns => Reader.Columns;

    internal override bool KeepsOrder => true;

    private CsvReader Reader => _reader ??= CsvReader.Open(
        Name, TextStream.Open(Name, new SourceStream(file, file.Open(), count)), CsvRules.For(tabs: Format == InputFormat.Tsv, hasHeader));

    internal override IEnumerable<RecordBlock> Blocks(string[]? taken, BlockBuffers? buffers)
    {
        foreach (var block in Reader.Read()) yield return block;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader?.Dispose();
        base.Dispose(disposing);
    }
}
