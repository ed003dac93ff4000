using System.Collections.Concurrent;
using System.Reflection;

namespace ActorMap.State;

/// <summary>
/// The fields that a lambda's body reads or writes, in closures of any level. Told by module and token, which are the same for
/// every instantiation of a generic type.
/// </summary>
internal sealed class ClosureUse
{
    private readonly HashSet<(Module Module, int Token)> _fields;
    private readonly HashSet<(Module Module, int Token)> _written;
    private readonly bool _isEverything;
    private readonly bool _thisEscapes;
    private readonly ConcurrentDictionary<Type, NarrowedCopier> _copiers = new();
    private readonly ConcurrentDictionary<ClosureUse, ClosureUse> _unions = new();
    private NarrowedCopier? _last;

    internal ClosureUse(HashSet<(Module, int)> fields, HashSet<(Module, int)> written, bool thisEscapes)
    {
        (_fields, _written, _thisEscapes) = (fields, written, thisEscapes);
    }

    private ClosureUse(bool isEverything)
        : this([], [], true) => _isEverything = isEverything;

    /// <summary>For bodies that can't be read.</summary>
    internal static ClosureUse Everything { get; } = new(isEverything: true);

    internal bool Has(FieldInfo field) => _isEverything || _fields.Contains((field.Module, field.MetadataToken));

    /// <summary>Whether the body may write to a field; what can't be read may write anything.</summary>
    internal bool Writes(FieldInfo field) => _isEverything || _written.Contains((field.Module, field.MetadataToken));

    /// <summary>Objects of the user's own classes are narrowed only when the body shows all that it does with <c>this</c>.</summary>
    internal bool IsWholeOf(Copier copier) => _isEverything || (_thisEscapes && !copier.IsClosure);

    internal bool Covers(ClosureUse other) =>
        ReferenceEquals(this, other)
        || _isEverything
        || (!other._isEverything && other._fields.IsSubsetOf(_fields) && (_thisEscapes || !other._thisEscapes));

    /// <summary>The union; the same one each time, and this or the other where that is the union, since copiers are compiled for it.</summary>
    internal ClosureUse And(ClosureUse other)
    {
        if (_isEverything || other._isEverything) return Everything;
        return _unions.GetOrAdd(other, static (o, self) => self.Contains(o) ? self : o.Contains(self) ? o : self.UnionWith(o), this);
    }

    internal NarrowedCopier CopierOf(Type type)
    {
        if (_last is { } last && last.Type == type) return last;
        return _last = _copiers.GetOrAdd(type, static (t, self) => new NarrowedCopier(t, self), this);
    }

    private bool Contains(ClosureUse other) => Covers(other) && other._written.IsSubsetOf(_written);

    private ClosureUse UnionWith(ClosureUse other) =>
        new([.. _fields, .. other._fields], [.. _written, .. other._written], _thisEscapes || other._thisEscapes);
}
