using System.Reflection;

namespace ActorMap.Node.Functions;

/// <summary>What a parameter is in every call; it may be a null.</summary>
internal sealed record MethodConstant(object? Value);

/// <summary>A static method as a function object, told apart from an object with fields of the user's.</summary>
internal interface IMethodFunction
{
    MethodInfo Method { get; }

    /// <summary>The parameters that are constant, and their values.</summary>
    IEnumerable<(string Name, Type Type, object? Value)> Parts { get; }

    internal static IEnumerable<(string Name, Type Type, object? Value)> PartsOf(MethodInfo method, MethodConstant?[] constants) =>
        method.GetParameters().Zip(constants).Where(pair => pair.Second is not null).Select(pair => (pair.First.Name!, pair.First.ParameterType, pair.Second!.Value));
}
