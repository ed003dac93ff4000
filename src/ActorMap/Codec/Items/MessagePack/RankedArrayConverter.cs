using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace ActorMap.Codec;

/// <summary>For arrays of several dimensions: an array of the lengths, of the lower bounds where one is not 0, and of the elements in a row.</summary>
/// <remarks>MessagePack's own nested arrays tell no length within one of 0, and no bounds.</remarks>
internal sealed class RankedArrayConverter<TArray, T> : MessagePackConverter<TArray>
    where TArray : class
{
    private static readonly int s_rank = typeof(TArray).GetArrayRank();

    public override void Write(ref MessagePackWriter writer, in TArray? value, SerializationContext context)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        context.DepthStep();
        var array = (Array)(object)value;
        var isMoved = false;
        for (var d = 0; d < s_rank; d++) isMoved |= array.GetLowerBound(d) != 0;
        writer.WriteArrayHeader(checked((int)array.LongLength + (isMoved ? 2 * s_rank : s_rank)));
        for (var d = 0; d < s_rank; d++) writer.Write(array.GetLength(d));
        for (var d = 0; isMoved && d < s_rank; d++) writer.Write(array.GetLowerBound(d));
        var converter = Converters.Of<T>(context);
        foreach (ref var item in Row(array)) converter.Write(ref writer, in item!, context);
    }

    public override TArray? Read(ref MessagePackReader reader, SerializationContext context)
    {
        if (reader.TryReadNil()) return null;
        context.DepthStep();
        var left = reader.ReadArrayHeader() - s_rank;
        var (lengths, bounds) = (new int[s_rank], new int[s_rank]);
        Int128 count = 1;
        for (var d = 0; d < s_rank; d++) count *= lengths[d] = reader.ReadInt32();
        var isMoved = left == count + s_rank;
        if (!isMoved && left != count) throw new WireException("an array has more or fewer elements than its lengths say");
        for (var d = 0; isMoved && d < s_rank; d++) bounds[d] = reader.ReadInt32();
        var array = Array.CreateInstanceFromArrayType(typeof(TArray), lengths, bounds);
        var converter = Converters.Of<T>(context);
        foreach (ref var item in Row(array)) item = converter.Read(ref reader, context)!;
        return (TArray)(object)array;
    }

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => null;

    private static Span<T> Row(Array array) => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), (int)array.LongLength);
}
