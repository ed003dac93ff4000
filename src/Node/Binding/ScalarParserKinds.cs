using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

internal sealed class StringParser : ScalarParser<string>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out string value)
    {
        value = LosslessText.Decode(text);
        return true;
    }
}

internal sealed class BytesParser : ScalarParser<byte[]>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out byte[] value)
    {
        value = text.ToArray();
        return true;
    }
}

/// <summary>One UTF-16 unit, whatever it is: a blank is one, and so is a byte that is no UTF-8.</summary>
internal sealed class CharParser : ScalarParser<char>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out char value)
    {
        value = default;
        if (text.Length > 3 || LosslessText.Decode(text) is not [var only]) return false;
        value = only;
        return true;
    }
}

internal sealed class BoolParser : ScalarParser<bool>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8) || text is [(byte)'1'];
        return value || Ascii.EqualsIgnoreCase(text, "false"u8) || text is [(byte)'0'];
    }
}

/// <summary>Numbers, dates and the like that read UTF-8 themselves. Blanks around them are no part of them.</summary>
internal sealed class Utf8Parser<T> : ScalarParser<T>
    where T : IUtf8SpanParsable<T>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out T value) =>
        T.TryParse(text.Trim(" \t"u8), CultureInfo.InvariantCulture, out value!);
}

/// <summary>Numbers with a point. One that is too large for its type is none, and no infinity: that is a word. A comma in one is no thousand's mark: where it stands for the point, as in many countries, 1,5 would be fifteen.</summary>
internal sealed class RealParser<T> : ScalarParser<T>
    where T : IFloatingPoint<T>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out T value) =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value!) && (!T.IsInfinity(value) || text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0);
}

internal sealed class TextParser<T> : ScalarParser<T>
    where T : ISpanParsable<T>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out T value) =>
        T.TryParse(Encoding.UTF8.GetString(text).Trim(), CultureInfo.InvariantCulture, out value!);
}

internal sealed class EnumParser<T> : ScalarParser<T>
    where T : struct, Enum
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out T value) => Enum.TryParse(Encoding.UTF8.GetString(text), ignoreCase: true, out value);
}

/// <summary>A moment as it is written: one in UTC stays in UTC, whatever the machine's own zone.</summary>
internal sealed class DateTimeParser : ScalarParser<DateTime>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out DateTime value) =>
        DateTime.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out value);
}

/// <summary>The file of that path, whether it is there or not. One that is no UTF-8 can't be named in .NET, and another file would be; no path has a NUL.</summary>
internal sealed class FileParser : ScalarParser<FileInfo>
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out FileInfo value)
    {
        value = text.IsEmpty || text.Contains((byte)0) || !Utf8.IsValid(text) ? null! : new FileInfo(Encoding.UTF8.GetString(text));
        return value is not null;
    }
}

/// <summary>Nothing between two commas is null.</summary>
internal sealed class NullableParser<T> : ScalarParser<T?>
    where T : struct
{
    internal override bool TryParse(ReadOnlySpan<byte> text, out T? value)
    {
        value = null;
        if (text.IsEmpty) return true;
        if (!ScalarParser<T>.Instance!.TryParse(text, out var inner)) return false;
        value = inner;
        return true;
    }
}
