using ActorMap.Node.Input.Packed;
using ActorMap.Node.Shell;
using Sylvan.Data.Csv;

namespace ActorMap.Node.Input;

/// <summary>Reads blocks of rows. Opened before the map starts, as the columns decide how the function binds.</summary>
internal sealed class CsvReader : IDisposable
{
    // The library takes none but ASCII for a quote.
    private const char NoQuote = '\0';

    // What no row begins with: second halves of pairs come second, or stand for bytes or a NUL (LosslessText), and this one stands for none.
    private const char NoComment = '\uDC01';

    private readonly string _source;
    private readonly CsvDataReader? _reader;
    private readonly char _delimiter;
    private readonly bool _quotes;
    private readonly bool _isRead;
    private readonly long _empty;
    private readonly int _longest;
    private long _line = 1;

    private CsvReader(string source, Stream stream, CsvRules rules, int longest)
    {
        _longest = longest;
        _source = source;
        _delimiter = rules.Delimiter;
        _quotes = rules.Quotes;
        var text = new LosslessReader(stream, rules.Quotes);
        if (text.IsEmpty()) return;

        _reader = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            Delimiter = rules.Delimiter, HasHeaders = false, CsvStyle = CsvStyle.Lax, Quote = rules.Quotes ? '"' : NoQuote, Comment = NoComment,
            ResultSetMode = ResultSetMode.SingleResult, BufferSize = 64 * 1024,

            // Against a quote that is never closed, too.
            MaxBufferSize = longest,
        });
        // Rows are read as they come, the first among them, so that its own newlines count.
        long blank = 0;
        for (_isRead = Advance(); _isRead && IsBlank(); _isRead = Advance(), blank++) EndLine();
        if (!rules.HasHeader)
        {
            var columns = _isRead ? _reader.RowFieldCount : Math.Min(blank, 1);
            if (columns > 0) Columns = [.. Enumerable.Range(1, (int)columns).Select(number => $"{number}")];
            if (!rules.Quotes && columns == 1) _empty = blank;
            return;
        }

        if (!_isRead) return;

        if (Fault() is { } fault) throw CommandException.InputOutput($"{source}:{_line}: {fault}");
        Columns = [.. Enumerable.Range(0, _reader.RowFieldCount).Select(i => LosslessReader.WithNuls(_reader.GetString(i)))];
        EndLine();
        _isRead = false;
    }

    /// <summary>The header's names, or 1, 2, … without a header; null where there is no input at all.</summary>
    internal string[]? Columns { get; }

    /// <param name="source">What the stream is called.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="rules">How rows are written.</param>
    /// <param name="longest">How long a row may be.</param>
    internal static CsvReader Open(string source, Stream stream, CsvRules rules, int longest = LineReader.LongestRecord)
    {
        try
        {
            return new CsvReader(source, stream, rules, longest);
        }
        catch (CsvRecordTooLargeException)
        {
            throw TooLong(source, 1, longest, rules.Quotes);
        }
    }

    internal IEnumerable<RecordBlock> Read()
    {
        if (Columns is null) yield break;
        var block = new CsvBlockBuilder(_source);
        for (var line = 1L; line <= _empty; line++)
        {
            block.AddField([]);
            block.EndRow(line, 1);
            if (block.IsFull) yield return block.Build();
        }

        for (var more = _isRead || Advance(); more; more = Advance())
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
        catch (CsvRecordTooLargeException)
        {
            throw TooLong(_source, _line, _longest, _quotes);
        }
        catch (CsvFormatException error)
        {
            throw CommandException.InputOutput($"{_source}:{_line}: {error.Message}", error);
        }
    }

    private static CommandException TooLong(string source, long line, int longest, bool quotes) =>
        LineReader.TooLong(source, line, longest, quotes ? "Is a quote not closed, or the input no CSV, or no text at all?" : "Is the input no TSV, or no text at all?");

    /// <summary>Whether the line is none of the table's: without quotes, an empty value of an only column looks no other.</summary>
    private bool IsBlank() => (_quotes || Columns is not [_]) && _reader!.RowFieldCount == 1 && _reader.GetRawRecordSpan().IndexOfAnyExcept('\r', '\n') < 0;

    private void EndLine() => _line += Math.Max(1, _reader!.GetRawRecordSpan().Count('\n'));
}

/// <summary>How rows are written: TSV knows no quotes (IANA text/tab-separated-values).</summary>
internal readonly record struct CsvRules(char Delimiter, bool Quotes, bool HasHeader)
{
    internal static CsvRules For(bool tabs, bool hasHeader) => tabs ? new CsvRules('\t', false, hasHeader) : new CsvRules(',', true, hasHeader);
}
