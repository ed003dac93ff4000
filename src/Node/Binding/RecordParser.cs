using System.Text.Json;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>From a record's bytes to what the function takes. One a worker: it may keep buffers.</summary>
internal abstract class RecordParser<T>
{
    /// <exception cref="BadRecordException">The record does not fit.</exception>
    internal T Parse(in Record record) =>
        record.Block is FaultyBlock faulty ? throw new BadRecordException(faulty.Fault) : ParseSound(in record);

    private protected abstract T ParseSound(in Record record);
}

/// <summary>The whole text.</summary>
internal sealed class TextRecordParser<T>(ScalarParser<T> scalar) : RecordParser<T>
{
    private protected override T ParseSound(in Record record) => scalar.Parse(record.Bytes, string.Empty);
}

/// <summary>Inputs of several formats: each record is read as what it is.</summary>
internal sealed class MixedRecordParser<T>(Dictionary<RecordKind, RecordParser<T>> parsers) : RecordParser<T>
{
    private protected override T ParseSound(in Record record) => parsers[record.Block.Kind].Parse(in record);
}

/// <summary>The whole JSON value.</summary>
internal sealed class JsonRecordParser<T>(JsonTypes types) : RecordParser<T>
{
    private readonly JsonSerializerOptions _options = types.Input;

    private protected override T ParseSound(in Record record)
    {
        Utf8Check.Throw(record.Bytes);
        return Json.Read<T>(record.Bytes, string.Empty, _options);
    }
}

/// <summary>One property of an object.</summary>
internal sealed class FieldParser<T>(JsonFields fields) : RecordParser<T>
{
    private protected override T ParseSound(in Record record)
    {
        fields.Load(in record);
        return fields.Read<T>(0);
    }
}

/// <summary>One value: the property of the parameter's name where the record is an object that has it, else the value itself.</summary>
internal sealed class JsonScalarParser<T>(ScalarParser<T> scalar, JsonFields? named) : RecordParser<T>
{
    private protected override T ParseSound(in Record record)
    {
        var json = record.Bytes.Trim(" \t"u8);
        if (named is null || json is not [(byte)'{', ..])
        {
            Utf8Check.Throw(record.Bytes);
            return JsonFields.Whole(json, scalar);
        }

        named.Load(in record);
        if (named.Has(0)) return named.Read<T>(0);
        return typeof(T) == typeof(string) ? scalar.Parse(json, string.Empty) : throw named.Lacks(0);
    }
}
