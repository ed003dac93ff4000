using ActorMap.Node.Input.Packed;
using ActorMap.Node.Shell;
using Sylvan.Data.Csv;

namespace ActorMap.Node.Input;

/// <summary>Reads blocks of rows. Opened before the map starts, as the columns decide how the function binds.</summary>
internal sealed class CsvReader : IDisposable
{
    private const char NoQuote = '\0';

    private readonly string _source;
    private readonly CsvDataReader? _reader;
    private readonly char _delimiter;
    private readonly bool _quotes;
    private long _line = 1;

    private CsvReader(string source, Stream stream, CsvRules rules)
    {
        _source = source;
        _delimiter = rules.Delimiter;
        _quotes = rules.Quotes;
        var text = new LosslessReader(stream);
        if (text.IsEmpty()) return;

        _reader = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            Delimiter = rules.Delimiter, HasHeaders = false, CsvStyle = CsvStyle.Lax, Quote = rules.Quotes ? '"' : NoQuote,
            ResultSetMode = ResultSetMode.SingleResult, BufferSize = 64 * 1024, 
            // Against a quote that is never closed, too.
            MaxBufferSize = LineReader.LongestRecord,
        });
        if (!rules.HasHeader)
        {
            Columns = [.. Enumerable.Range(1, _reader.FieldCount).Select(number => $"{number}")];
            return;
        }

        // Rows are read as they come, the header among them, so that its own newlines count.
        if (!Advance()) return;
        while (IsBlank())
        {
            EndLine();
            if (!Advance()) return;
        }

        if (Fault() is { } fault) throw CommandException.InputOutput($"{source}:{_line}: {fault}");
        Columns = [.. Enumerable.Range(0, _reader.RowFieldCount).Select(_reader.GetString)];
        EndLine();
    }

    /// <summary>The header's names, or 1, 2, … without a header; null where there is no input at all.</summary>
    internal string[]? Columns { get; }

    internal static CsvReader Open(string source, Stream stream, CsvRules rules)
    {
        try
        {
            return new CsvReader(source, stream, rules);
        }
        catch (CsvRecordTooLargeException error)
        {
            throw CommandException.InputOutput($"{source}:1: {error.Message}", error);
        }
    }

    internal IEnumerable<RecordBlock> Read()
    {
        if (Columns is null) yield break;
        var block = new CsvBlockBuilder(_source);
        while (Advance())
        {
            var fields = _reader!.RowFieldCount;
            if (!IsBlank())
            {
                var fault = Fault();
                if (fault is not null)
                {
                    if (!block.IsEmpty) yield return block.Build();
                    yield return new FaultyBlock(_source, _line, fault, _reader.GetRawRecordSpan().TrimEnd("\r\n").ToString());
                }
                else
                {
                    for (var i = 0; i < fields; i++) block.AddField(_reader.GetFieldSpan(i));
                    block.EndRow(_line, fields);
                }
            }

            EndLine();
            if (block.IsFull) yield return block.Build();
        }

        if (!block.IsEmpty) yield return block.Build();
    }

    public void Dispose() => _reader?.Dispose();

    private string? Fault()
    {
        var row = _reader!.GetRawRecordSpan();
        return _quotes && row.Contains('"') ? CsvQuotes.Fault(row, _delimiter) : null;
    }

    private bool Advance()
    {
        try
        {
            return _reader!.Read();
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException)
        {
            throw CommandException.InputOutput($"{_source}:{_line}: {error.Message}", error);
        }
    }

    /// <summary>Whether the line is none of the table's: without quotes, an empty value of an only column looks no other.</summary>
    private bool IsBlank() => (_quotes || Columns is not [_]) && _reader!.RowFieldCount == 1 && _reader.GetRawRecordSpan().IndexOfAnyExcept('\r', '\n') < 0;

    private void EndLine() => _line += Math.Max(1, _reader!.GetRawRecordSpan().Count('\n'));
}

/// <summary>How rows are written: TSV knows no quotes (IANA text/tab-separated-values).</summary>
internal readonly record struct CsvRules(char Delimiter, bool Quotes, bool HasHeader)
{
    internal static CsvRules For(bool tabs, bool hasHeader) => tabs ? new CsvRules('\t', false, hasHeader) : new CsvRules(',', true, hasHeader);
}
