using System.Reflection;

namespace ActorMap.Codec;

/// <summary>Reads a type table. Types are given by assemblies that the source vouches for.</summary>
internal sealed class TypeTableReader
{
    // Far above any type that a compiler writes; the runtime's own loader recurses over a type's arguments.
    private const int Heaviest = 1_000;

    private Assembly[] _assemblies = [];
    private Type[] _types = [];
    private int[] _weights = [];

    /// <summary>The type that the others are parts of.</summary>
    internal Type Last => _types.Length > 0 ? _types[^1] : throw new WireException("there is no type");

    internal void Read(ref WireReader from, IAssemblySource source)
    {
        _assemblies = new Assembly[from.Count(least: 2)];
        for (var i = 0; i < _assemblies.Length; i++) _assemblies[i] = ReadAssembly(ref from, source);

        _types = new Type[from.Count(least: 2)];
        _weights = new int[_types.Length];
        for (var i = 0; i < _types.Length; i++) _types[i] = ReadType(ref from, i);
    }

    internal Type Type(ref WireReader from) => _types[from.Below(_types.Length)];

    internal Assembly Assembly(ref WireReader from) => _assemblies[from.Below(_assemblies.Length)];

    private static Assembly ReadAssembly(ref WireReader from, IAssemblySource source)
    {
        var name = WireText.Read(ref from);
        Span<byte> version = stackalloc byte[16];
        version.Clear();
        if (from.Byte() != 0) from.CopyTo(version);
        var id = new AssemblyId(name, new Guid(version));
        var assembly = source.Load(id);
        if (id.Version != Guid.Empty && assembly.ManifestModule.ModuleVersionId != id.Version)
            throw new FunctionLoadException(
                $"The function was built with {id}, but this node has another build of it ({assembly.ManifestModule.ModuleVersionId}). Give the node the same build.");
        return assembly;
    }

    private Type ReadType(ref WireReader from, int at)
    {
        var kind = (TypeEntry)from.Byte();
        if (kind == TypeEntry.Named)
        {
            var assembly = Assembly(ref from);
            var name = WireText.Read(ref from);
            _weights[at] = 1;
            // Not a name but an expression, which the runtime's parser would follow to any depth.
            if (name.Contains('[', StringComparison.Ordinal)) throw new WireException("a type's name has arguments");
            return assembly.GetType(name) ?? throw new FunctionLoadException(
                $"{assembly.GetName().Name} has no type {name} on this node. Give the node the same build of it.");
        }

        var part = _types[Part(ref from, at)];
        switch (kind)
        {
            case TypeEntry.Generic: return Generic(part, ref from, at);
            case TypeEntry.Array: return part.MakeArrayType();
            case TypeEntry.Ranked when from.Number() is >= 1 and <= 32 and var rank: return part.MakeArrayType((int)rank);
            case TypeEntry.Reference: return part.MakeByRefType();
            case TypeEntry.Pointer: return part.MakePointerType();
            default: throw new WireException($"{kind} is no kind of type");
        }
    }

    private Type Generic(Type definition, ref WireReader from, int at)
    {
        if (!definition.IsGenericTypeDefinition) throw new WireException($"{definition} has no parameters");
        var arguments = new Type[definition.GetGenericArguments().Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _types[Part(ref from, at)];
        return definition.MakeGenericType(arguments);
    }

    private int Part(ref WireReader from, int at)
    {
        var part = from.Below(at);
        _weights[at] += _weights[part] + 1;
        return _weights[at] <= Heaviest ? part : throw new WireException($"a type has more than {Heaviest} parts");
    }
}
