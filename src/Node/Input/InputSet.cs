using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>All inputs of a map, in order, as one run of blocks.</summary>
internal sealed class InputSet : IDisposable
{
    private readonly IReadOnlyList<InputFile> _files;
    private readonly LineRules _lines;
    private readonly CsvRules _csv;
    private CsvReader? _first;
    private int _firstIndex;
    private long _bytesRead;

    private InputSet(IReadOnlyList<InputFile> files, InputFormat format, MapRequest request)
    {
        _files = files;
        Format = format;
        _lines = LineRules.For(request.NulSeparated, json: format is InputFormat.Jsonl or InputFormat.Failures);
        _csv = CsvRules.For(tabs: format == InputFormat.Tsv, request.HasHeader);
        Size = files.All(file => file.Size is not null) ? files.Sum(file => file.Size) : null;
    }

    internal InputFormat Format { get; }

    internal bool IsTable => Format is InputFormat.Csv or InputFormat.Tsv;

    /// <summary>The columns of a table; null for other formats, and for a table without as much as a header.</summary>
    internal string[]? Columns => _first?.Columns;

    /// <summary>The bytes in all; null where an input has no end to be known.</summary>
    internal long? Size { get; }

    internal long BytesRead => Interlocked.Read(ref _bytesRead);

    internal static InputSet Open(MapRequest request)
    {
        InputFile[] files = request.Inputs is [] ? [InputFile.Stdin] : [.. request.Inputs.Select(path => new InputFile(path))];
        foreach (var file in files) file.Check();
        var set = new InputSet(files, InputFormats.Of(files, request.Format), request);
        if (set.IsTable) set.FindColumns();
        return set;
    }

    internal IEnumerable<RecordBlock> Blocks() => _files.SelectMany((file, index) => Guarded(file, IsTable ? Rows(file, index) : Lines(file)));

    public void Dispose() => _first?.Dispose();

    private IEnumerable<RecordBlock> Lines(InputFile file)
    {
        using var stream = Counted(file);
        foreach (var block in LineReader.Read(file.Name, stream, _lines)) yield return block;
    }

    /// <summary>Opens tables up to the first that has columns: those before it have nothing.</summary>
    private void FindColumns()
    {
        for (_firstIndex = 0; _firstIndex < _files.Count; _firstIndex++)
        {
            var file = _files[_firstIndex];
            _first = CsvReader.Open(file.Name, Counted(file), _csv);
            if (_first.Columns is not null) return;
            _first.Dispose();
        }
    }

    private IEnumerable<RecordBlock> Rows(InputFile file, int index)
    {
        if (index < _firstIndex) yield break;
        using var reader = index == _firstIndex ? _first! : CsvReader.Open(file.Name, Counted(file), _csv);
        if (reader.Columns is null) yield break;
        if (Columns is { } expected && !expected.SequenceEqual(reader.Columns, StringComparer.Ordinal))
            throw CommandException.InputOutput(
                $"{file.Name}:1: the columns are {string.Join(", ", reader.Columns)}; those of {_files[_firstIndex].Name} are {string.Join(", ", expected)}. Map the files apart.");
        foreach (var block in reader.Read()) yield return block;
    }

    private CountingStream Counted(InputFile file) => new(file.Open(), read => Interlocked.Add(ref _bytesRead, read));

    private static IEnumerable<RecordBlock> Guarded(InputFile file, IEnumerable<RecordBlock> blocks)
    {
        using var enumerator = blocks.GetEnumerator();
        while (true)
        {
            try
            {
                if (!enumerator.MoveNext()) yield break;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw file.Unreadable(error);
            }

            yield return enumerator.Current;
        }
    }
}
