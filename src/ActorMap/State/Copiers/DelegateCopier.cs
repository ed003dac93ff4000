namespace ActorMap.State;

/// <summary>For delegates: a clone that calls the target's copy.</summary>
internal sealed class DelegateCopier : Copier
{
    internal static DelegateCopier Instance { get; } = new();

    // Some delegates are shared: those that are cloned are put to later work one by one.
    internal override bool HasContent => false;

    internal override object Begin(object original, CopyRun run) => run.CopyDelegate((Delegate)original);

    internal override void Finish(object copy, CopyRun run) => run.Fix(ref DelegateParts.Target((Delegate)copy));
}
