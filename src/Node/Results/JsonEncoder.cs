using System.Text.Json;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Results;

/// <summary>One JSON value, whatever the type.</summary>
/// <param name="types">What is known of the types in it; null where none came with a job.</param>
internal sealed class JsonEncoder<T>(JsonTypes? types = null) : ResultEncoder<T>
{
    private readonly OwnTypes _own = (types ?? JsonTypes.Lasting).Own;
    private Utf8JsonWriter? _writer;

    internal override void Write(EncodingBuffer buffer, T value)
    {
        var writer = _writer ??= new Utf8JsonWriter(buffer, Json.Writer);
        for (var written = buffer.Written; !TryWrite(writer, buffer, value);) buffer.CutTo(written);
        writer.Flush();
    }

    /// <returns>Whether all types in the value were known.</returns>
    private bool TryWrite(Utf8JsonWriter writer, EncodingBuffer buffer, T value)
    {
        writer.Reset(buffer);
        try
        {
            JsonSerializer.Serialize(writer, value, _own.Options);
            return true;
        }
        catch (OwnTypes.UnmetException unmet)
        {
            _own.Learn(unmet);
            return false;
        }
        catch (JsonException error) when (error.InnerException is { } why)
        {
            throw new JsonException($"A value can't be written as JSON at {error.Path ?? "$"}: {why.Message}", why);
        }
    }
}

/// <summary>A result whose type is only known at run time: a scalar as a line, anything else as JSON.</summary>
internal sealed class UntypedEncoder<T>(JsonTypes types) : ResultEncoder<T>
{
    private JsonEncoder<T>? _json;
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
                (_json ??= new(types)).Write(buffer, value);
                break;
        }
    }
}
