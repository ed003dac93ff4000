namespace ActorMap;

/// <summary>
/// The author's word that objects of this type never change after construction, so that the workers of a node may share one
/// (<c>MapOptions.State = StateSharing.PerNode</c>) although the compiler can't prove it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ImmutableStateAttribute : Attribute;
