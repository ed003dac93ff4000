namespace ActorMap.State;

/// <summary>For types of the framework that are copied by their own means.</summary>
internal sealed class SpecialCopier(Func<object, object> copy) : Copier
{
    internal override bool HasContent => false;

    internal override object Begin(object original, CopyRun run) => copy(original);
}
