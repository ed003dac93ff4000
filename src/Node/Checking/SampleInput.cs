using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Checking;

/// <summary>The line of <c>--sample</c> as a file, so that it is read by what reads any input.</summary>
internal sealed class SampleInput : IDisposable
{
    private readonly DirectoryInfo _folder;

    private SampleInput(DirectoryInfo folder, MapRequest request) => (_folder, Request) = (folder, request);

    /// <summary>The map of that file.</summary>
    internal MapRequest Request { get; }

    /// <summary>The format of a line that is by itself.</summary>
    internal static InputFormat Guess(InputFormat asked, string? text) => asked != InputFormat.Auto ? asked
        : text?.TrimStart() is ['{' or '[', ..] ? InputFormat.Jsonl : InputFormat.Lines;

    internal static SampleInput Write(MapRequest request, InputSet? input, LoadedFunction function, string text)
    {
        var format = input?.Format is { } one and (InputFormat.Lines or InputFormat.Jsonl or InputFormat.Csv or InputFormat.Tsv) ? one : Guess(request.Format, text);

        // What takes several values takes them by position from a bare row.
        var isRow = request.Format == InputFormat.Auto && format == InputFormat.Lines && TupleShape.IsTuple(function.In);
        if (isRow) format = InputFormat.Csv;
        var header = format is InputFormat.Csv or InputFormat.Tsv && input is { Columns: { } columns } && request.HasHeader
            ? string.Join(format == InputFormat.Tsv ? '\t' : ',', format == InputFormat.Tsv ? columns : columns.Select(CsvText.Quoted)) + "\n"
            : string.Empty;
        var (folder, path) = File($"{header}{text}{(request.NulSeparated ? '\0' : '\n')}");
        return new SampleInput(folder, request with { Inputs = [path], Format = format, HasHeader = request.HasHeader && !isRow });
    }

    /// <summary>What is told of the file is told of the sample: nobody named the file.</summary>
    internal string Told(string text) => text.Replace(Request.Inputs[0], "the sample", StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private static (DirectoryInfo Folder, string Path) File(string text)
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("actormap-check-");
            var path = Path.Combine(folder.FullName, "sample");
            System.IO.File.WriteAllText(path, text);
            return (folder, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"--sample: can't write in the temporary folder {Path.GetTempPath()}: {error.Message} Set TMPDIR to a directory that can be written.", error);
        }
    }
}
