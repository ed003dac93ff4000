using System.Reflection;
using System.Runtime.CompilerServices;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>What a type says about the function that it is.</summary>
internal static class FunctionInterfaces
{
    // Where a type implements several, the plainest wins.
    private static readonly Type[] Known = [typeof(IMapFunction<,>), typeof(IAsyncMapFunction<,>), typeof(IBatchMapFunction<,>)];

    internal static Type? Of(Type type)
    {
        var found = type.GetInterfaces().Where(one => one.IsGenericType && Known.Contains(one.GetGenericTypeDefinition()))
            .OrderBy(one => Array.IndexOf(Known, one.GetGenericTypeDefinition())).ToArray();
        if (found.Length > 1 && found[0].GetGenericTypeDefinition() == found[1].GetGenericTypeDefinition())
            throw CommandException.Function($"{type} implements {found[0].Name.Split('`')[0]} more than once; which one is meant can't be told. Split it into two types.");
        return found.FirstOrDefault();
    }

    internal static LoadedFunction Describe(object instance, Type definition)
    {
        var method = instance.GetType().GetInterfaceMap(definition).TargetMethods[0];
        var item = method.GetParameters()[0];
        var names = TupleShape.IsTuple(definition.GetGenericArguments()[0])
            ? Names(item, TupleShape.Elements(definition.GetGenericArguments()[0]).Length)
            : [item.Name!];

        // A batch has its results in the second span; the other two return theirs.
        var result = definition.GetGenericTypeDefinition() == typeof(IBatchMapFunction<,>) ? method.GetParameters()[1] : method.ReturnParameter;
        var type = definition.GetGenericArguments()[1];
        return new LoadedFunction(instance, definition, names, TupleShape.IsTuple(type) ? Names(result, TupleShape.Elements(type).Length) : []);
    }

    /// <summary>A tuple's names, if it was given some: the outermost come first.</summary>
    internal static string[] Names(ParameterInfo parameter, int count) =>
        parameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames.Take(count).OfType<string>().ToArray() is { } names && names.Length == count
            ? names
            : [];
}
