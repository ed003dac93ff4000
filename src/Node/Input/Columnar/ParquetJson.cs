using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Schema;

namespace ActorMap.Node.Input.Columnar;

/// <summary>A Parquet value as JSON that loses nothing: numbers with all their digits, times in ISO 8601, bytes in base64.</summary>
internal static class ParquetJson
{
    /// <summary>The compiler leaves of this what its type needs, and no box for the usual ones.</summary>
    internal static void Write<T>(Utf8JsonWriter writer, DataField field, T value)
        where T : struct
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>)) writer.WriteStringValue(((ReadOnlyMemory<char>)(object)value).Span);
        else if (typeof(T) == typeof(ReadOnlyMemory<byte>)) writer.WriteBase64StringValue(((ReadOnlyMemory<byte>)(object)value).Span);
        else if (typeof(T) == typeof(bool)) writer.WriteBooleanValue((bool)(object)value);
        else if (field is TimeDataField) writer.WriteStringValue(Text(field, value));
        else if (typeof(T) == typeof(int)) writer.WriteNumberValue((int)(object)value);
        else if (typeof(T) == typeof(long)) writer.WriteNumberValue((long)(object)value);
        else if (typeof(T) == typeof(double)) Write(writer, (double)(object)value);
        else WriteOther(writer, field, value);
    }

    /// <summary>The value as a text, such as a property's name.</summary>
    internal static string Text(DataField field, object value) => value switch
    {
        int or long when field is TimeDataField time => TimeOfDay(time, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.Span),
        BigDecimal number => Digits(number),
        DateTime moment => Moment(field, moment).ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        Interval interval => string.Create(CultureInfo.InvariantCulture, $"P{interval.Months}M{interval.Days}DT{interval.Millis / 1000m}S"),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static void WriteOther(Utf8JsonWriter writer, DataField field, object value)
    {
        switch (value)
        {
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case DateTime moment:
                writer.WriteStringValue(Moment(field, moment));
                break;
            case sbyte or byte or short or ushort or uint or ulong or BigInteger or decimal or BigDecimal:
            case Half half when Half.IsFinite(half):
                writer.WriteRawValue(Text(field, value), skipInputValidation: true);
                break;
            default:
                writer.WriteStringValue(Text(field, value));
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, double number)
    {
        // JSON has no such numbers; as texts they are read by whoever asks for a number.
        if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private static DateTime Moment(DataField field, DateTime moment) =>
        DateTime.SpecifyKind(moment, field is not DateTimeDataField time || time.IsAdjustedToUTC ? DateTimeKind.Utc : DateTimeKind.Unspecified);

    private static string TimeOfDay(TimeDataField field, long value) => field.Precision switch
    {
        TimeUnitPrecision.Millis => Clock(value * TimeSpan.TicksPerMillisecond),
        TimeUnitPrecision.Micros => Clock(value * TimeSpan.TicksPerMicrosecond),
        _ => Clock(value / TimeSpan.NanosecondsPerTick),
    };

    private static string Clock(long ticks) => new TimeSpan(ticks).ToString(ticks % TimeSpan.TicksPerSecond == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture);

    private static string Digits(BigDecimal number)
    {
        var digits = BigInteger.Abs(number.UnscaledValue).ToString(CultureInfo.InvariantCulture).PadLeft(number.Scale + 1, '0');
        var sign = number.UnscaledValue.Sign < 0 ? "-" : string.Empty;
        return number.Scale == 0 ? $"{sign}{digits}" : $"{sign}{digits[..^number.Scale]}.{digits[^number.Scale..]}";
    }
}
