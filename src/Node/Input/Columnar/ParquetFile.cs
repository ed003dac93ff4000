using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorMap.Node.Shell;
using Parquet;

namespace ActorMap.Node.Input.Columnar;

/// <summary>Rows of a Parquet file as JSON objects. It holds one row group at a time, of which it reads the columns that are asked for.</summary>
internal sealed class ParquetFile : IDisposable
{
    // Small enough that workers have something to do soon, large enough that the hand-over is noise.
    private const int FullAt = 48 * 1024;

    private static readonly LineRules Rows = LineRules.For(nul: false, RecordKind.Row);
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Decimals keep all their digits, and days no time.
    private static readonly ParquetOptions Options = new() { UseBigDecimal = true, UseDateOnlyTypeForDates = true };

    private readonly string _name;
    private readonly Stream _stream;
    private readonly ParquetReader _reader;

    private ParquetFile(string name, Stream stream)
    {
        (_name, _stream) = (name, stream);
        _reader = Explained(() => ParquetReader.CreateAsync(stream, Options).GetAwaiter().GetResult());
    }

    internal string[] Columns => [.. _reader.Schema.Fields.Select(column => column.Name)];

    internal static ParquetFile Open(string name, Stream stream)
    {
        try
        {
            return new ParquetFile(name, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <param name="taken">The columns to read; null for all.</param>
    /// <param name="progress">Told of the share of the file that each row group was.</param>
    internal IEnumerable<RecordBlock> Read(string[]? taken, Action<double> progress)
    {
        var fields = Explained(ParquetNode[] () => [.. _reader.Schema.Fields.Where(field => taken is null || taken.Contains(field.Name)).Select(ParquetNode.Of)]);
        var line = 1L;
        for (var group = 0; group < _reader.RowGroupCount; group++)
        {
            var count = Explained(() => Load(fields, group));
            for (var row = 0; row < count;)
            {
                var (block, next) = Explained(() => Block(fields, row, count, line));
                yield return block;
                line += next - row;
                row = next;
            }

            progress((double)count / Math.Max(1, _reader.Metadata?.NumRows ?? 0));
        }
    }

    public void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    private int Load(ParquetNode[] fields, int group)
    {
        using var rows = _reader.OpenRowGroupReader(group);
        foreach (var field in fields) field.Load(rows);
        return checked((int)rows.RowCount);
    }

    private (RecordBlock Block, int Next) Block(ParquetNode[] fields, int row, int count, long line)
    {
        var bytes = new ArrayBufferWriter<byte>(FullAt + (FullAt / 4));
        using var writer = new Utf8JsonWriter(bytes, Plain);
        while (row < count && bytes.WrittenCount < FullAt)
        {
            writer.WriteStartObject();
            foreach (var field in fields)
            {
                writer.WritePropertyName(field.Name);
                field.Write(writer);
            }

            writer.WriteEndObject();
            writer.Flush();
            row++;
            writer.Reset();
            bytes.Write("\n"u8);
        }

        return (new LineBlock(_name, bytes.WrittenSpan.ToArray(), 0, bytes.WrittenCount, line, Rows), row);
    }

    /// <summary>A file that is damaged, or is no Parquet at all, shows in whatever the reader trips over.</summary>
    private T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not CommandException)
        {
            throw CommandException.InputOutput($"{_name} can't be read as Parquet: {error.Message}", error);
        }
    }
}
