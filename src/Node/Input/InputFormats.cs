using ActorMap.Node.Arguments;
using ActorMap.Node.Input.Columnar;
using ActorMap.Node.Input.Packed;
using ActorMap.Node.Input.Paths;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>Which format an input has, where nobody said, and what reads it.</summary>
internal static class InputFormats
{
    internal static IEnumerable<InputPart> Parts(MapRequest request, Action<int> count)
    {
        if (request.Format == InputFormat.Files) return PathsPart.Of(request, count);
        InputFile[] files = request.Inputs is [] ? [InputFile.Stdin] : [.. request.Inputs.Select(path => new InputFile(path))];
        foreach (var file in files) file.Check();
        return files.Select(file => Part(request, file, request.Format == InputFormat.Auto ? Of(file) : request.Format, count));
    }

    private static InputPart Part(MapRequest request, InputFile file, InputFormat format, Action<int> count)
    {
        if (request.NulSeparated && format is InputFormat.Csv or InputFormat.Tsv or InputFormat.Parquet)
            throw CommandException.Usage($"-0 is about lines, JSON lines and paths, and {file.Name} is {format.ToString().ToLowerInvariant()}. Leave it out, or say how to read the input (-i).");
        return format switch
        {
            InputFormat.Csv or InputFormat.Tsv => new TablePart(file, format, request.HasHeader, count),
            InputFormat.Parquet => new ParquetPart(file, count),
            InputFormat.Jsonl => Lines(RecordKind.Json),
            InputFormat.Failures => Lines(RecordKind.Failure),
            _ => Lines(RecordKind.Text),
        };

        LinesPart Lines(RecordKind kind) => new(file, format, LineRules.For(request.NulSeparated, kind), count);
    }

    /// <summary>By its name; what <c>--errors</c> wrote may have any that is no table's.</summary>
    private static InputFormat Of(InputFile file) => Extension(file.Path) switch
    {
        ".csv" => InputFormat.Csv,
        ".tsv" or ".tab" => InputFormat.Tsv,
        ".parquet" or ".pq" => InputFormat.Parquet,
        _ when IsFailures(file) => InputFormat.Failures,
        ".jsonl" or ".ndjson" => InputFormat.Jsonl,
        _ => InputFormat.Lines,
    };

    /// <summary>What it says before it says how it is packed: <c>x.csv.gz</c> is CSV.</summary>
    private static string Extension(string path)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        return extension is ".gz" or ".gzip" or ".zst" or ".zstd" ? Path.GetExtension(Path.GetFileNameWithoutExtension(path)).ToLowerInvariant() : extension;
    }

    /// <summary>Whether <c>--errors</c> wrote the file: then the records are the inputs of its failures.</summary>
    private static bool IsFailures(InputFile file)
    {
        // What can be opened once is not looked into: what is read for a try is gone.
        if (file.IsStdin || Descriptors.Of(file.Path) is not null || file.Size is null) return false;
        using var stream = TextStream.Open(file.Name, new SourceStream(file, file.Open(), _ => { }));
        return FailureLine.IsFirstOf(stream);
    }
}
