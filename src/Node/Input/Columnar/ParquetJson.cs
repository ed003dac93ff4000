using System.Collections;
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
    /// <summary>A value of a plain column: the compiler leaves of this what its type needs, and no box.</summary>
    internal static void Write<T>(Utf8JsonWriter writer, DataField field, T value)
        where T : struct
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>)) writer.WriteStringValue(((ReadOnlyMemory<char>)(object)value).Span);
        else if (typeof(T) == typeof(ReadOnlyMemory<byte>)) writer.WriteBase64StringValue(((ReadOnlyMemory<byte>)(object)value).Span);
        else if (typeof(T) == typeof(bool)) writer.WriteBooleanValue((bool)(object)value);
        else if (field is TimeDataField time) writer.WriteStringValue(TimeOfDay(time, Convert.ToInt64(value, CultureInfo.InvariantCulture)));
        else if (typeof(T) == typeof(int)) writer.WriteNumberValue((int)(object)value);
        else if (typeof(T) == typeof(long)) writer.WriteNumberValue((long)(object)value);
        else if (typeof(T) == typeof(double)) Write(writer, (double)(object)value);
        else Write(writer, field, (object)value);
    }

    /// <summary>Any value, and what lists, maps and structures hold.</summary>
    internal static void Write(Utf8JsonWriter writer, Field? field, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ReadOnlyMemory<char> text:
                writer.WriteStringValue(text.Span);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case ReadOnlyMemory<byte> bytes:
                writer.WriteBase64StringValue(bytes.Span);
                break;
            case int or long when field is TimeDataField time:
                writer.WriteStringValue(TimeOfDay(time, Convert.ToInt64(value, CultureInfo.InvariantCulture)));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger or decimal:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case double number:
                Write(writer, number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case Half number when Half.IsFinite(number):
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case BigDecimal number:
                writer.WriteRawValue(Digits(number), skipInputValidation: true);
                break;
            case DateTime moment:
                writer.WriteStringValue(DateTime.SpecifyKind(moment, IsUtc(field) ? DateTimeKind.Utc : DateTimeKind.Unspecified));
                break;
            case DateOnly day:
                writer.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Interval interval:
                writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"P{interval.Months}M{interval.Days}DT{interval.Millis / 1000m}S"));
                break;
            case IDictionary map:
                WriteMap(writer, field, map);
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, (field as ListField)?.Item ?? field, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, Field? field, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            writer.WritePropertyName(name);
            Write(writer, field is StructField structure ? structure.Fields.FirstOrDefault(part => part.Name == name) : (field as MapField)?.Value, entry.Value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, double number)
    {
        // JSON has no such numbers; as texts they are read by whoever asks for a number.
        if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsUtc(Field? field) => field is not DateTimeDataField time || time.IsAdjustedToUTC;

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
