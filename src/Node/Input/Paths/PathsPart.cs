using ActorMap.Node.Arguments;

namespace ActorMap.Node.Input.Paths;

/// <summary>Paths that are records themselves.</summary>
internal sealed class PathsPart(string[] paths) : InputPart("files", InputFormat.Files, RecordKind.Text)
{
    private const int InBlock = 512;

    internal override long? Count => paths.Length;

    /// <summary>The paths that were given, which <see cref="PathPatterns"/> has made of patterns; standard input has one a line, whatever it names.</summary>
    internal static IEnumerable<InputPart> Of(MapRequest request, Action<int> count)
    {
        if (request.Inputs is []) return [Stdin()];
        return request.Inputs.Contains("-")
            ? request.Inputs.Select(InputPart (path) => path == "-" ? Stdin() : new PathsPart([path]))
            : [new PathsPart([.. request.Inputs])];

        LinesPart Stdin() => new(InputFile.Stdin, InputFormat.Files, LineRules.For(request.NulSeparated, RecordKind.Text) with { SkipsBlank = true }, count);
    }

    internal override IEnumerable<RecordBlock> Blocks(string[]? taken, BlockBuffers? buffers)
    {
        for (var i = 0; i < paths.Length; i += InBlock) yield return PathBlock.Of(paths.AsSpan(i, Math.Min(InBlock, paths.Length - i)), i + 1);
    }
}
