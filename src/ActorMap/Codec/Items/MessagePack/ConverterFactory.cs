using Nerdbank.MessagePack;
using PolyType;

namespace ActorMap.Codec;

/// <summary>Tells MessagePack which types have a way of their own: forms, arrays of several dimensions, and keyed collections with their comparers.</summary>
internal sealed class ConverterFactory : IMessagePackConverterFactory
{
    internal static ConverterFactory Instance { get; } = new();

    public MessagePackConverter? CreateConverter(Type type, ITypeShape? shape, in ConverterContext context)
    {
        if (type == typeof(string)) return null;
        if (ItemForms.Make(type) is { } form) return (MessagePackConverter)Activator.CreateInstance(typeof(FormConverter<>).MakeGenericType(type), form)!;
        if (type.IsVariableBoundArray)
            return (MessagePackConverter)Activator.CreateInstance(typeof(RankedArrayConverter<,>).MakeGenericType(type, type.GetElementType()!))!;
        return KeyedCollections.ConverterFor(type);
    }
}
