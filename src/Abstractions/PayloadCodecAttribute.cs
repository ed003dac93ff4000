namespace ActorMap;

/// <summary>Names the codec by which values of a type travel, wherever they occur in items, results and the state of named functions.</summary>
/// <param name="codec">A class with a constructor without parameters that implements <see cref="IPayloadCodec{T}"/> for the type;
/// for a generic type a generic class with the same parameters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface, Inherited = false)]
public sealed class PayloadCodecAttribute(Type codec) : Attribute
{
    /// <summary>The codec's class.</summary>
    public Type Codec { get; } = codec;
}
