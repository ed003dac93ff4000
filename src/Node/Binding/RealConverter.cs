using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Node.Binding;

/// <summary>A number with a point, read as it is from a text: one that is too large is refused, where the framework's own reader makes an infinity of it.</summary>
internal sealed class RealConverter<T> : JsonConverter<T>
    where T : struct, IFloatingPointIeee754<T>
{
    // The longest, -1.7976931348623157E+308, is 24.
    private const int Room = 32;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ScalarConverter.Read<T>(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Room];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (T.IsFinite(value)) writer.WriteRawValue(text[..length], skipInputValidation: true);
        else writer.WriteStringValue(text[..length]);
    }
}
