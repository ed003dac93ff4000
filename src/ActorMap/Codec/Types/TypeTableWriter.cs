using System.Reflection;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>
/// The types that a message speaks of, each written once and named by its place. An entry refers to earlier entries only, so that it is
/// read without recursion.
/// </summary>
internal sealed class TypeTableWriter
{
    private readonly Dictionary<Type, int> _types = [];
    private readonly Dictionary<Assembly, int> _assemblies = [];
    private readonly List<AssemblyId> _ids = [];
    private readonly WireWriter _entries = new();

    /// <summary>The assemblies that have to be on the other side, the framework's left out.</summary>
    internal IReadOnlyCollection<Assembly> Shipped =>
        [.. _assemblies.Where(pair => _ids[pair.Value].Version != Guid.Empty).OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    internal int IndexOf(Type type)
    {
        if (_types.TryGetValue(type, out var index)) return index;
        if (type.IsGenericParameter) throw new RefusedException(type, Unnamed);

        // Parts first.
        if (type.HasElementType) Element(type);
        else if (type.IsConstructedGenericType) Generic(type);
        else Named(type);
        return _types[type] = _types.Count;
    }

    internal int IndexOf(Assembly assembly)
    {
        if (_assemblies.TryGetValue(assembly, out var index)) return index;
        if (assembly.IsDynamic) throw new RefusedException(typeof(Assembly), MadeAtRunTime);
        _ids.Add(AssemblyId.Of(assembly));
        return _assemblies[assembly] = _assemblies.Count;
    }

    internal void WriteTo(WireWriter to)
    {
        to.Number(_ids.Count);
        foreach (var id in _ids)
        {
            WireText.Write(id.Name, to);
            to.Byte(id.Version == Guid.Empty ? (byte)0 : (byte)1);
            if (id.Version != Guid.Empty) to.Bytes(id.Version.ToByteArray());
        }

        to.Number(_types.Count);
        to.Append(_entries);
    }

    private static Refusal Unnamed { get; } = new("is a parameter of a generic type", "use a type that is known");

    private static Refusal MadeAtRunTime { get; } = new("was made while the program ran", "use a type of an assembly that is a file");

    private void Element(Type type)
    {
        var element = IndexOf(type.GetElementType()!);
        _entries.Byte((byte)(type.IsSZArray ? TypeEntry.Array : type.IsArray ? TypeEntry.Ranked : type.IsByRef ? TypeEntry.Reference : TypeEntry.Pointer));
        _entries.Number(element);
        if (type.IsArray && !type.IsSZArray) _entries.Number(type.GetArrayRank());
    }

    private void Generic(Type type)
    {
        var arguments = type.GetGenericArguments();
        var definition = IndexOf(type.GetGenericTypeDefinition());
        var indexes = Array.ConvertAll(arguments, IndexOf);
        _entries.Byte((byte)TypeEntry.Generic);
        _entries.Number(definition);
        foreach (var index in indexes) _entries.Number(index);
    }

    private void Named(Type type)
    {
        if (type.FullName is not { } name || type.IsFunctionPointer) throw new RefusedException(type, Unnamed);
        if (type.Assembly.IsDynamic) throw new RefusedException(type, MadeAtRunTime);
        var assembly = IndexOf(type.Assembly);
        _entries.Byte((byte)TypeEntry.Named);
        _entries.Number(assembly);
        WireText.Write(name, _entries);
    }
}
