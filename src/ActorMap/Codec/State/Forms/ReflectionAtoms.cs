using System.Reflection;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Types, members and assemblies as objects: by reference to what they stand for.</summary>
internal static class ReflectionAtoms
{
    private const BindingFlags All =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static Form? For(Type type)
    {
        if (type.Assembly != typeof(object).Assembly) return null;
        if (type.IsAssignableTo(typeof(Type))) return new AtomForm<Type>((value, to) => to.Head.Number(to.Types.IndexOf(value)), ReadType);
        if (type.IsAssignableTo(typeof(MethodBase))) return new AtomForm<MethodBase>(MethodReference.Write, ReadMethod);
        if (type.IsAssignableTo(typeof(FieldInfo))) return new AtomForm<FieldInfo>(WriteMember, ReadField);
        if (type.IsAssignableTo(typeof(PropertyInfo))) return new AtomForm<PropertyInfo>(WriteProperty, ReadProperty);
        if (type.IsAssignableTo(typeof(Assembly))) return new AtomForm<Assembly>((value, to) => to.Head.Number(to.Types.IndexOf(value)), ReadAssembly);
        if (type.IsAssignableTo(typeof(Module))) return new AtomForm<Module>(WriteModule, ReadModule);
        return null;
    }

    private static Type ReadType(ref WireReader head, GraphReader reader) => reader.Types.Type(ref head);

    private static MethodBase ReadMethod(ref WireReader head, GraphReader reader) => MethodReference.Read(ref head, reader);

    private static Assembly ReadAssembly(ref WireReader head, GraphReader reader) => reader.Types.Assembly(ref head);

    private static Module ReadModule(ref WireReader head, GraphReader reader) => reader.Types.Assembly(ref head).ManifestModule;

    private static void WriteModule(Module module, GraphWriter to)
    {
        if (module != module.Assembly.ManifestModule) throw new RefusedException(module.GetType(), NotCarried.OfTheProcess);
        to.Head.Number(to.Types.IndexOf(module.Assembly));
    }

    private static void WriteMember(MemberInfo member, GraphWriter to)
    {
        to.Head.Number(to.Types.IndexOf(member.DeclaringType ?? throw new RefusedException(member.GetType(), NotCarried.OfTheProcess)));
        WireText.Write(member.Name, to.Head);
    }

    private static FieldInfo ReadField(ref WireReader head, GraphReader reader)
    {
        var (type, name) = ReadMember(ref head, reader);
        return type.GetField(name, All) ?? throw Missing(type, name);
    }

    private static void WriteProperty(PropertyInfo property, GraphWriter to)
    {
        WriteMember(property, to);
        var parameters = property.GetIndexParameters();
        to.Head.Number(to.Types.IndexOf(property.PropertyType));
        to.Head.Number(parameters.Length);
        foreach (var parameter in parameters) to.Head.Number(to.Types.IndexOf(parameter.ParameterType));
    }

    private static PropertyInfo ReadProperty(ref WireReader head, GraphReader reader)
    {
        var (type, name) = ReadMember(ref head, reader);
        var returned = reader.Types.Type(ref head);
        var parameters = new Type[head.Count()];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = reader.Types.Type(ref head);
        return type.GetProperty(name, All, null, returned, parameters, null) ?? throw Missing(type, name);
    }

    private static (Type Type, string Name) ReadMember(ref WireReader head, GraphReader reader)
    {
        var type = reader.Types.Type(ref head);
        return (type, WireText.Read(ref head));
    }

    private static FunctionLoadException Missing(Type type, string name) =>
        new($"{type} has no member {name} on this node. Give the node the same build of it.");
}
