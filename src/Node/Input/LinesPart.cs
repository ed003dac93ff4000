using ActorMap.Node.Arguments;
using ActorMap.Node.Input.Packed;

namespace ActorMap.Node.Input;

/// <summary>A file of lines: of text, of JSON, of failures, or of paths.</summary>
internal sealed class LinesPart(InputFile file, InputFormat format, LineRules rules, Action<int> count) : InputPart(file.Name, format, rules.Kind)
{
    internal override long? Size => file.Size;

    internal override IEnumerable<RecordBlock> Blocks(string[]? taken, BlockBuffers? buffers)
    {
        using var stream = TextStream.Open(Name, new SourceStream(file, file.Open(), count));
        foreach (var block in LineReader.Read(Name, stream, rules, buffers: buffers)) yield return block;
    }
}
