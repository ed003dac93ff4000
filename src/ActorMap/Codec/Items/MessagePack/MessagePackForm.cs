using Nerdbank.MessagePack;
using PolyType;
using PolyType.ReflectionProvider;

namespace ActorMap.Codec;

/// <summary>For records, tuples, POCOs and collections: MessagePack by the type's public members, after a check that no more is lost.</summary>
internal sealed class MessagePackForm<T> : ItemForm<T>
{
    // Each level costs a few hundred bytes of stack; more is a cycle, or a list told as nested nodes.
    private const int Deepest = 128;

    // The serializer's calls that are generic over the type keep it for good (Nerdbank.MessagePack 1.4.104), and with it the code that came with a job.
    private static readonly bool IsShipped = typeof(T).IsCollectible;

    private readonly MessagePackSerializer _serializer;
    private readonly ITypeShape<T> _shape;
    private readonly Guard<T>? _guard;

    private MessagePackForm(MessagePackSerializer serializer, ITypeShape<T> shape, uint mark)
    {
        (_serializer, _shape, Mark) = (serializer, shape, mark);
        _guard = GuardBuilder.For(shape);
    }

    internal override uint Mark { get; }

    internal override bool HasMark => true;

    /// <exception cref="PayloadException">Something of the type would be lost.</exception>
    internal static MessagePackForm<T> Create()
    {
        var shapes = ReflectionTypeShapeProvider.Create(ReflectionTypeShapeProviderOptions.Default);
        var mark = ShapeCheck.Of(typeof(T), shapes);
        var serializer = new MessagePackSerializer
        {
            ConverterFactories = [ConverterFactory.Instance],
            Converters = [new TextConverter()],
            // A member that is skipped for being zero gets what its initializer says on the other side.
            SerializeDefaultValues = SerializeDefaultValuesPolicy.Always,
            DeserializeDefaultValues = DeserializeDefaultValuesPolicy.AllowNullValuesForNonNullableProperties,
            StartingContext = new SerializationContext { MaxDepth = Deepest },
        };
        return new MessagePackForm<T>(serializer, shapes.GetTypeShape<T>()!, mark);
    }

    internal override void Write(T value, WireWriter to)
    {
        if (value is not null) _guard?.Invoke(value, Deepest);
        if (IsShipped) _serializer.SerializeObject(to, value, _shape);
        else _serializer.Serialize(to, in value, _shape);
    }

    internal override T Read(ref WireReader from)
    {
        var all = from.Unread;
        var reader = new MessagePackReader(in all);
        var value = IsShipped ? (T?)_serializer.DeserializeObject(ref reader, _shape) : _serializer.Deserialize(ref reader, _shape);
        from.Skip(all.Slice(all.Start, reader.Position).Length);
        return value!;
    }
}
