using System.Text.Json;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Results;

/// <summary>One JSON value, whatever the type.</summary>
internal sealed class JsonEncoder<T> : ResultEncoder<T>
{
    private Utf8JsonWriter? _writer;

    internal override void Write(EncodingBuffer buffer, T value)
    {
        var writer = _writer ??= new Utf8JsonWriter(buffer, Json.Writer);
        for (var written = buffer.Written; !TryWrite(writer, buffer, value);) buffer.CutTo(written);
        writer.Flush();
    }

    /// <returns>Whether all types in the value were known.</returns>
    private static bool TryWrite(Utf8JsonWriter writer, EncodingBuffer buffer, T value)
    {
        writer.Reset(buffer);
        try
        {
            JsonSerializer.Serialize(writer, value, OwnTypes.Options);
            return true;
        }
        catch (OwnTypes.UnmetException unmet)
        {
            OwnTypes.Learn(unmet);
            return false;
        }
        catch (JsonException error) when (error.InnerException is { } why)
        {
            throw new JsonException($"A value can't be written as JSON at {error.Path ?? "$"}: {why.Message}", why);
        }
    }
}

/// <summary>A result whose type is only known at run time: a scalar as a line, anything else as JSON.</summary>
internal sealed class UntypedEncoder<T> : ResultEncoder<T>
{
    private readonly JsonEncoder<T> _json = new();
    private readonly StringEncoder _text = new();
    private readonly BoolEncoder _bool = new();

    internal override void Write(EncodingBuffer buffer, T value)
    {
        switch (value)
        {
            case null when typeof(T) == typeof(object):
                break;
            case string text:
                _text.Write(buffer, text);
                break;
            case bool truth:
                _bool.Write(buffer, truth);
                break;
            case IFormattable formattable when ScalarParsers.IsScalar(value.GetType()):
                _text.Write(buffer, formattable.ToString(Scalars.Format(value.GetType()), System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                _json.Write(buffer, value);
                break;
        }
    }
}
