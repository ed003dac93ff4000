namespace ActorMap.State;

/// <summary>For closures, and objects whose lambdas capture <c>this</c>: only the used fields are copied, the others are left default.</summary>
internal sealed class NarrowedCopier(Type type, ClosureUse use) : Copier(type)
{
    internal Type Type { get; } = type;

    private readonly ObjectFix? _fix = FixEmitter.ForNarrowed(type, use);

    internal override object Begin(object original, CopyRun run) => DelegateParts.CloneObject(original);

    internal override void Finish(object copy, CopyRun run)
    {
        var outer = run.Use;
        run.Use = use;
        _fix?.Invoke(copy, run);
        run.Use = outer;
    }
}
