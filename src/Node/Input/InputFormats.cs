using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Input;

/// <summary>Which format inputs have, where nobody said.</summary>
internal static class InputFormats
{
    // Longer than any failure's fixed properties, and no more than one read.
    private const int FirstLine = 64 * 1024;

    internal static InputFormat Of(IReadOnlyList<InputFile> files, InputFormat asked)
    {
        if (asked != InputFormat.Auto) return asked;
        var formats = files.GroupBy(Of).ToArray();
        if (formats.Length > 1)
        {
            var kinds = string.Join(", ", formats.Select(same => $"{same.First().Name} is {same.Key.ToString().ToLowerInvariant()}"));
            throw CommandException.Usage($"the inputs differ in format: {kinds}. Say which one to read all of them as (-i), or map them apart.");
        }

        return formats[0].Key;
    }

    private static InputFormat Of(InputFile file) => Path.GetExtension(file.Path).ToLowerInvariant() switch
    {
        ".csv" => InputFormat.Csv,
        ".tsv" or ".tab" => InputFormat.Tsv,
        ".jsonl" or ".ndjson" => IsFailures(file) ? InputFormat.Failures : InputFormat.Jsonl,
        _ => InputFormat.Lines,
    };

    /// <summary>Whether <c>--errors</c> wrote the file: then the records are the inputs of its failures.</summary>
    private static bool IsFailures(InputFile file)
    {
        if (file.Size is null) return false;
        using var stream = file.Open();
        var start = new byte[FirstLine];
        var line = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (line.IndexOf((byte)'\n') is >= 0 and var end) line = line[..end];
        return line.StartsWith("{\"index\":"u8) && line.IndexOf("\"input\":"u8) > 0 && line.IndexOf("\"attempts\":"u8) > 0;
    }
}
