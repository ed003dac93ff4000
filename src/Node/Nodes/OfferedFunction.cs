using System.Reflection;
using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Mapping;
using ActorMap.Node.Results;
using ActorMap.Node.Shell;
using ActorMap.Pool;

namespace ActorMap.Node.Nodes;

/// <summary>A function that a node has by name: for programs with its own types, for the tool over records.</summary>
/// <param name="Name">What jobs call it.</param>
/// <param name="Typed">With its own types.</param>
/// <param name="Make">Makes it with constants given as text.</param>
internal sealed record OfferedFunction(string Name, RegisteredFunction Typed, Func<IReadOnlyList<Setting>, LoadedFunction> Make)
{
    internal static OfferedFunction Of(string name, Type type)
    {
        var types = FunctionInterfaces.Of(type)!.GetGenericArguments();
        var typed = new RegisteredFunction(types[0], types[1], State(type)?.ParameterType, state => state is null ? FunctionObjects.Create(type, []).Instance : With(type, state));
        return new OfferedFunction(name, typed, settings => FunctionObjects.Create(type, settings));
    }

    internal static OfferedFunction Of(string name, MethodInfo method)
    {
        var plain = MethodFunctions.Create(method, []);
        return new OfferedFunction(
            name, new RegisteredFunction(plain.In, plain.Out, null, _ => MethodFunctions.Create(method, []).Instance), settings => MethodFunctions.Create(method, settings));
    }

    /// <summary>One that the library registered itself.</summary>
    internal static OfferedFunction Of(string name, RegisteredFunction registered) => new(name, registered, settings =>
    {
        FunctionObjects.Known(settings, [], $"'{name}', which its library registered,");
        var function = registered.Create(null);
        return FunctionInterfaces.Of(function.GetType()) is { } definition
            ? FunctionInterfaces.Describe(function, definition)
            : throw CommandException.Function($"'{name}' is a {function.GetType()}, which can't be mapped over records; register a function object.");
    });

    internal void Register(FunctionRegistry registry)
    {
        if (registry.Find(Name) is null) registry.Register(Name, Typed);
        registry.Register(
            FunctionRegistry.FormOf(Name, RecordOrder.Form),
            new RegisteredFunction(typeof(Record), typeof(Encoded), typeof(string), state => RecordOrder.Fill(Name, (string)state!, Make)));
        registry.Register(
            FunctionRegistry.FormOf(Name, RecordOrder.ColumnsForm),
            new RegisteredFunction(typeof(string), typeof(string[]), typeof(string), state => RecordOrder.ColumnsOf(Name, (string)state!, Make)));
    }

    /// <summary>A constructor's only parameter is the state that programs give.</summary>
    private static ParameterInfo? State(Type type) => type.GetConstructors() is [var constructor] && constructor.GetParameters() is [var only] ? only : null;

    private static object With(Type type, object state) => State(type) is { } parameter && parameter.ParameterType.IsInstanceOfType(state)
        ? Activator.CreateInstance(type, state)!
        : throw new FunctionLoadException($"{type} is made of no {state.GetType()}: a state goes to a function type whose only constructor takes that type, and nothing else.");
}
