using System.Globalization;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Results;

namespace ActorMap.Node.Mapping;

/// <summary>A result as a line of output: bare, or with its index and input.</summary>
internal sealed class ResultWriter<TIn, TOut>(RecordShape input, OutputShape output, JsonTypes types)
{
    private readonly EncodingBuffer _buffer = new();
    private readonly ResultEncoder<TOut> _encoder = ResultEncoders.Create<TOut>(output.Tag ? output with { Format = OutputFormat.Jsonl } : output, types);
    private readonly TaggedInput<TIn>? _tag = output.Tag ? new TaggedInput<TIn>(input, types) : null;

    internal Encoded Write(long index, TIn item, TOut result)
    {
        try
        {
            if (_tag is not null)
            {
                Raw("{\"index\":"u8);
                index.TryFormat(_buffer.GetSpan(20), out var digits, default, CultureInfo.InvariantCulture);
                _buffer.Advance(digits);
                Raw(",\"in\":"u8);
                _tag.Write(_buffer, item);
                Raw(",\"out\":"u8);
            }

            _encoder.Write(_buffer, result);
            if (_tag is not null) _buffer.Write((byte)'}');
            _buffer.Write((byte)'\n');
            return _buffer.Take();
        }
        catch
        {
            _buffer.Discard();
            throw;
        }
    }

    private void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.GetSpan(text.Length));
        _buffer.Advance(text.Length);
    }
}

/// <summary>The input of a tagged result, as the function took it: several parts are an object by their names.</summary>
internal sealed class TaggedInput<TIn>(RecordShape shape, JsonTypes types)
{
    private readonly JsonEncoder<TIn> _whole = new(types);
    private readonly JsonEncoder<Dictionary<string, object?>> _parts = new(types);

    internal void Write(EncodingBuffer buffer, TIn item)
    {
        if (item is not System.Runtime.CompilerServices.ITuple tuple || shape.Parameters.Length != tuple.Length)
        {
            _whole.Write(buffer, item);
            return;
        }

        var parts = new Dictionary<string, object?>(tuple.Length);
        for (var i = 0; i < tuple.Length; i++) parts[shape.Parameters[i]] = tuple[i];
        _parts.Write(buffer, parts);
    }
}
