namespace ActorMap.State;

/// <summary>For what can't be copied.</summary>
internal sealed class RefusedCopier(Type type, Refusal refusal) : Copier
{
    internal override Refusal? RefusalOf(object original) => refusal;

    internal override object Begin(object original, CopyRun run)
    {
        CopyRun.Refuse(type, refusal);
        return original;
    }
}
