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
internal sealed class JsonRecordParser<T> : RecordParser<T>
{
    private protected override T ParseSound(in Record record)
    {
        Utf8Check.Throw(record.Bytes);
        return Json.Read<T>(record.Bytes, string.Empty);
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
            return JsonFields.Value(json, scalar, string.Empty);
        }

        named.Load(in record);
        if (named.Has(0)) return named.Read<T>(0);
        return typeof(T) == typeof(string) ? scalar.Parse(json, string.Empty) : throw named.Lacks(0);
    }
}

/// <summary>A failure's own input, out of the line that <c>--errors</c> wrote: text where the input was text, JSON where it was JSON.</summary>
internal sealed class FailureRecordParser<T>(RecordParser<T>? text, RecordParser<T> json) : RecordParser<T>
{
    private readonly JsonFields _fields = new([FailureLine.Input, FailureLine.IsJson]);

    private protected override T ParseSound(in Record record)
    {
        _fields.Load(in record);
        if (!_fields.Has(0)) throw new BadRecordException("has no \"input\"; is it a line that --errors wrote?");
        var input = _fields.Slice(0);
        if (input is not [(byte)'"', ..] || (_fields.Has(1) && _fields.Slice(1).SequenceEqual("true"u8))) return json.Parse(In(input.ToArray(), in record));
        if (text is null) throw new BadRecordException("its \"input\" is a text, which has no names; the function takes parts by name");
        return text.Parse(In(LosslessJson.Unescape(input), in record));
    }

    private static Record In(byte[] bytes, in Record outer) => new(new LineBlock(outer.Block.Source, bytes, 0, bytes.Length, outer.Line, default(LineRules)), outer.Line, 0, bytes.Length);
}
