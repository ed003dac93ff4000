using System.Reflection;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>A method by its declaring type, name, generic arguments and signature.</summary>
internal static class MethodReference
{
    private const BindingFlags All =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static void Write(MethodBase method, GraphWriter to)
    {
        if (method.DeclaringType is not { } type || method.IsGenericMethodDefinition)
            throw new RefusedException(method.GetType(), NotCarried.CompiledAtRunTime);
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var parameters = method.GetParameters();
        to.Head.Number(to.Types.IndexOf(type));
        WireText.Write(method.Name, to.Head);
        to.Head.Number(arguments.Length);
        foreach (var argument in arguments) to.Head.Number(to.Types.IndexOf(argument));
        to.Head.Number(to.Types.IndexOf(ReturnType(method)));
        to.Head.Number(parameters.Length);
        foreach (var parameter in parameters) to.Head.Number(to.Types.IndexOf(parameter.ParameterType));
    }

    internal static MethodBase Read(ref WireReader head, GraphReader reader)
    {
        var type = reader.Types.Type(ref head);
        var name = WireText.Read(ref head);
        var arguments = Types(ref head, reader);
        var returned = reader.Types.Type(ref head);
        var parameters = Types(ref head, reader);
        var candidates = name is ".ctor" or ".cctor" ? type.GetConstructors(All).Cast<MethodBase>() : type.GetMethods(All);
        foreach (var candidate in candidates)
        {
            if (candidate.Name != name || Close(candidate, arguments) is not { } method || ReturnType(method) != returned) continue;
            if (method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters)) return method;
        }

        throw new FunctionLoadException($"{type} has no method {name} of this signature on this node. Give the node the same build of it.");
    }

    private static Type ReturnType(MethodBase method) => method is MethodInfo info ? info.ReturnType : typeof(void);

    private static MethodBase? Close(MethodBase method, Type[] arguments)
    {
        if (!method.IsGenericMethodDefinition) return arguments.Length == 0 ? method : null;
        return method.GetGenericArguments().Length == arguments.Length ? ((MethodInfo)method).MakeGenericMethod(arguments) : null;
    }

    private static Type[] Types(ref WireReader head, GraphReader reader)
    {
        var types = new Type[head.Count()];
        for (var i = 0; i < types.Length; i++) types[i] = reader.Types.Type(ref head);
        return types;
    }
}
