using System.Text.Json;
using ActorMap.Node.Binding;
using ActorMap.Node.Results;

namespace ActorMap.Node.Programs;

/// <summary>A program's answer as it stands.</summary>
internal sealed class JsonTextEncoder : ResultEncoder<JsonText>
{
    internal override void Write(EncodingBuffer buffer, JsonText value)
    {
        value.Bytes.CopyTo(buffer.GetSpan(value.Length));
        buffer.Advance(value.Length);
    }
}

/// <summary>A program's answer as a line: a string without its quotes, a null as nothing, all else as it stands.</summary>
internal sealed class JsonLineEncoder : ResultEncoder<JsonText>
{
    internal override void Write(EncodingBuffer buffer, JsonText value)
    {
        if (value.Bytes.SequenceEqual("null"u8)) return;
        var room = buffer.GetSpan(value.Length);
        if (value.Bytes is not [(byte)'"', ..])
        {
            value.Bytes.CopyTo(room);
            buffer.Advance(value.Length);
            return;
        }

        var reader = new Utf8JsonReader(value.Bytes);
        reader.Read();
        try
        {
            buffer.Advance(LosslessJson.Copy(ref reader, room));
        }
        catch (InvalidOperationException)
        {
            throw new ProgramException("no text", $"the program wrote '{Excerpt.Of(value.Bytes)}', which has half of a surrogate pair and so is no text. --out-format jsonl has it as it stands");
        }
    }
}

/// <summary>A command's output as it came.</summary>
internal sealed class RawTextEncoder : ResultEncoder<RawText>
{
    internal override void Write(EncodingBuffer buffer, RawText value)
    {
        value.Bytes.CopyTo(buffer.GetSpan(value.Bytes.Length));
        buffer.Advance(value.Bytes.Length);
    }
}
