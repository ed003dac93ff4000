using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>
/// For collections that are hashed, or that other threads may change meanwhile: a snapshot of the items is copied, a new collection is built of the
/// copies, and its fields are moved into the clone that others already refer to.
/// </summary>
/// <typeparam name="TCollection">The framework's collection; a user's class may derive from it.</typeparam>
/// <typeparam name="TItem">What it enumerates.</typeparam>
internal abstract class RebuiltCopier<TCollection, TItem> : Copier, IRebuilds
    where TCollection : class
{
    private readonly ObjectFix? _derived;
    private readonly ObjectFix? _inPlace;
    private readonly Type _own;
    private readonly FieldInfo[] _moved;
    private readonly Copier _items = For(typeof(TItem[]));

    private protected RebuiltCopier(Type type, bool keysAreLeaves)
        : base(type)
    {
        // Some collections are of a hidden type below the one that they are known by.
        _own = type.Assembly == typeof(TCollection).Assembly ? type : typeof(TCollection);
        _derived = _own == type ? null : FixEmitter.ForObject(type, Fields.Of(type, below: _own));
        _inPlace = keysAreLeaves ? FixEmitter.ForObject(type, Fields.Of(type)) : null;
        _moved = [.. Fields.Of(_own)];
    }

    Type IRebuilds.Own => _own;

    Type IRebuilds.ItemsType => typeof(TItem[]);

    int IRebuilds.ComparerCount => ComparerCount;

    Array IRebuilds.ItemsOf(object collection) => Snapshot((TCollection)collection);

    object?[] IRebuilds.ComparersOf(object collection) => Comparers((TCollection)collection);

    RebuildTask IRebuilds.TaskFor(object collection, Array items, object?[] comparers) =>
        new Task(this, (TCollection)collection, (TItem[])items, comparers);

    internal override object Begin(object original, CopyRun run) => DelegateParts.CloneObject(original);

    internal override void Finish(object copy, CopyRun run)
    {
        var collection = Unsafe.As<TCollection>(copy);
        var comparers = Comparers(collection);
        if (_inPlace is not null && comparers.All(IsPlain))
        {
            // The keys are the same in the copy, so their places are.
            _inPlace(copy, run);
            return;
        }

        // The clone still shares its inside with the original, so it is enumerated instead.
        var items = Snapshot(collection);
        if (_items.HasContent) run.Later(items, _items);
        for (var i = 0; i < comparers.Length; i++) run.Fix(ref comparers[i]);
        _derived?.Invoke(copy, run);
        run.RebuildLater(new Task(this, collection, items, comparers));
    }

    /// <summary>The comparers that decide about places, then others.</summary>
    private protected abstract object?[] Comparers(TCollection collection);

    private protected abstract TItem[] Snapshot(TCollection collection);

    private protected abstract TCollection Build(TItem[] items, object?[] comparers);

    private protected virtual int ComparerCount => 1;

    private protected virtual bool Holds(TCollection copy, TItem item) => true;

    private protected virtual int CountOf(TCollection copy, TItem[] items) => items.Length;

    private static bool IsPlain(object? comparer) => comparer is null || For(comparer.GetType()) is { IsShared: true } or { HasContent: false };

    private void Move(TCollection built, TCollection copy)
    {
        if (!_own.IsInstanceOfType(built)) CopyRun.Refuse(copy.GetType(), Refusal.HashedByIdentity);
        foreach (var field in _moved) field.SetValue(copy, field.GetValue(built));
    }

    private sealed class Task(RebuiltCopier<TCollection, TItem> copier, TCollection copy, TItem[] items, object?[] comparers) : RebuildTask
    {
        internal override void Build() => copier.Move(copier.Build(items, comparers), copy);

        internal override bool IsSound() => copier.CountOf(copy, items) == items.Length && items.All(item => copier.Holds(copy, item));
    }
}
