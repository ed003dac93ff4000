using System.Reflection;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Makes a function object of a static method: parameters that <c>--set</c> names are constant, the others take the record.</summary>
internal static class MethodFunctions
{
    internal static LoadedFunction Create(MethodInfo method, IReadOnlyList<Setting> settings)
    {
        var name = $"{method.DeclaringType}.{TopLevelFunctions.NameOf(method)}";
        if (method.ContainsGenericParameters) throw CommandException.Function($"{name} has open type parameters; wrap it in a method without.");
        if (method.ReturnType == typeof(void) || method.ReturnType == typeof(Task) || method.ReturnType == typeof(ValueTask))
            throw CommandException.Function($"{name} returns nothing; a map needs a value for each record.");

        var parameters = method.GetParameters();
        foreach (var one in parameters.Append(method.ReturnParameter)) ByValue.Check(one, name);
        FunctionObjects.Known(settings, [.. parameters.Where(one => !IsContext(one)).Select(one => one.Name!)], name);
        var parts = parameters.Where(one => !IsContext(one) && FunctionObjects.Find(settings, one) is null).ToArray();
        if (parts is []) throw CommandException.Function($"{name} takes nothing of the record; give it a parameter for the line, the number or the object.");

        MethodConstant?[] constants = [.. parameters.Select(one => FunctionObjects.Find(settings, one) is { } setting ? new MethodConstant(SettingValue.As(setting, one.ParameterType)) : null)];
        var result = Awaited(method.ReturnType);
        var item = parts is [var only] ? only.ParameterType : TupleOf([.. parts.Select(one => one.ParameterType)]);
        var kind = result == method.ReturnType ? typeof(MethodFunction<,>) : typeof(AsyncMethodFunction<,>);
        var instance = Activator.CreateInstance(
            kind.MakeGenericType(item, result), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null,
            [method, constants], null)!;

        string[] names = parts is [var single] && TupleShape.IsTuple(item) ? FunctionInterfaces.Names(single, TupleShape.Elements(item).Length) : [.. parts.Select(one => one.Name!)];
        return new LoadedFunction(
            instance, FunctionInterfaces.Of(instance.GetType())!, names,
            TupleShape.IsTuple(result) ? FunctionInterfaces.Names(method.ReturnParameter, TupleShape.Elements(result).Length) : []);
    }

    internal static bool IsContext(ParameterInfo parameter) => parameter.ParameterType == typeof(MapContext) || parameter.ParameterType == typeof(CancellationToken);

    private static Type Awaited(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)) ? type.GetGenericArguments()[0] : type;

    private static Type TupleOf(Type[] types) => types.Length switch
    {
        1 => typeof(ValueTuple<>).MakeGenericType(types),
        2 => typeof(ValueTuple<,>).MakeGenericType(types),
        3 => typeof(ValueTuple<,,>).MakeGenericType(types),
        4 => typeof(ValueTuple<,,,>).MakeGenericType(types),
        5 => typeof(ValueTuple<,,,,>).MakeGenericType(types),
        6 => typeof(ValueTuple<,,,,,>).MakeGenericType(types),
        7 => typeof(ValueTuple<,,,,,,>).MakeGenericType(types),
        _ => typeof(ValueTuple<,,,,,,,>).MakeGenericType([.. types[..7], TupleOf(types[7..])]),
    };
}
