namespace ActorMap.State;

/// <summary>Ends a copy that has met something that can't be copied; never leaves this folder.</summary>
internal sealed class RefusedException(Type type, Refusal refusal) : Exception(refusal.Of(type))
{
    internal Type Type { get; } = type;
    internal Refusal Refusal { get; } = refusal;
}
