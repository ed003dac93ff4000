using System.Globalization;
using ActorMap.Node.Input;

namespace ActorMap.Node.Results;

internal sealed class StringEncoder : ResultEncoder<string?>
{
    internal override void Write(EncodingBuffer buffer, string? value)
    {
        if (value is null) return;
        buffer.Advance(LosslessText.Encode(value, buffer.GetSpan(LosslessText.Room(value))));
    }
}

/// <summary>As a string of it would be, also half a character.</summary>
internal sealed class CharEncoder : ResultEncoder<char>
{
    internal override void Write(EncodingBuffer buffer, char value) => buffer.Advance(LosslessText.Encode([value], buffer.GetSpan(LosslessText.Room([value]))));
}

internal sealed class BytesEncoder : ResultEncoder<byte[]?>
{
    internal override void Write(EncodingBuffer buffer, byte[]? value)
    {
        if (value is null) return;
        value.CopyTo(buffer.GetSpan(value.Length));
        buffer.Advance(value.Length);
    }
}

/// <summary>As JSON and most shells have it, not as <c>bool.ToString</c>.</summary>
internal sealed class BoolEncoder : ResultEncoder<bool>
{
    internal override void Write(EncodingBuffer buffer, bool value)
    {
        var text = value ? "true"u8 : "false"u8;
        text.CopyTo(buffer.GetSpan(text.Length));
        buffer.Advance(text.Length);
    }
}

/// <summary>Numbers, dates and the like that write UTF-8 themselves.</summary>
internal sealed class Utf8Encoder<T>(string? format) : ResultEncoder<T>
    where T : IUtf8SpanFormattable
{
    // The longest of the usual ones: a date with its offset is 33, a decimal 31.
    private const int Usual = 64;

    internal override void Write(EncodingBuffer buffer, T value)
    {
        if (value is null) return;
        for (var room = Usual; ; room *= 2)
        {
            if (!value.TryFormat(buffer.GetSpan(room), out var written, format, CultureInfo.InvariantCulture)) continue;
            buffer.Advance(written);
            return;
        }
    }
}

internal sealed class FormattableEncoder<T>(string? format) : ResultEncoder<T>
{
    private readonly StringEncoder _text = new();

    internal override void Write(EncodingBuffer buffer, T value) =>
        _text.Write(buffer, value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString());
}

internal sealed class NullableEncoder<T>(ResultEncoder<T> inner) : ResultEncoder<T?>
    where T : struct
{
    internal override void Write(EncodingBuffer buffer, T? value)
    {
        if (value is { } present) inner.Write(buffer, present);
    }
}
