namespace ActorMap.State;

/// <summary>For what never changes, and for what is one by meaning.</summary>
internal sealed class SharedCopier : Copier
{
    internal static SharedCopier Instance { get; } = new();

    internal override bool IsShared => true;

    internal override bool HasContent => false;

    internal override object Begin(object original, CopyRun run) => original;
}
