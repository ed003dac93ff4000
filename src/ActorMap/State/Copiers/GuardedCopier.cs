namespace ActorMap.State;

/// <summary>For what can be copied at some times: a lock that nobody holds, an iterator that is not under way.</summary>
internal sealed class GuardedCopier(Func<object, Refusal?> guard, Copier copier) : Copier
{
    internal override bool HasContent => copier.HasContent;

    internal override Refusal? RefusalOf(object original) => guard(original);

    internal override object Begin(object original, CopyRun run)
    {
        if (guard(original) is { } refusal) CopyRun.Refuse(original.GetType(), refusal);
        return copier.Begin(original, run);
    }

    internal override void Finish(object copy, CopyRun run) => copier.Finish(copy, run);
}
