namespace ActorMap.State;

/// <summary>For objects of classes, and boxed structs: a clone, then the fields that may hold something to copy.</summary>
internal sealed class ObjectCopier(Type type, ObjectFix? fix) : Copier(type)
{
    internal override bool HasContent => fix is not null;

    internal override object Begin(object original, CopyRun run) => DelegateParts.CloneObject(original);

    internal override void Finish(object copy, CopyRun run) => fix!(copy, run);
}
