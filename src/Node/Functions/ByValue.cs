using System.Reflection;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>What a function takes and gives lies in records, results and messages: a value, and no reference, pointer or span.</summary>
internal static class ByValue
{
    /// <param name="parameter">A parameter, or what a method returns.</param>
    /// <param name="function">Whose.</param>
    internal static void Check(ParameterInfo parameter, string function)
    {
        if (Fault(parameter.ParameterType) is not { } fault) return;
        throw CommandException.Function(parameter.Position < 0
            ? $"{function} returns {fault}, which can't leave it; return a value: a number, a string, an array or a record."
            : $"{function} takes {parameter.Name} as {fault}, which no record can be; take a value: a number, a string, an array or a record.");
    }

    private static string? Fault(Type type)
    {
        if (type.IsByRef) return "a reference (ref, out or in)";
        if (type.IsPointer || type.IsFunctionPointer) return "a pointer";
        return type.IsByRefLike ? $"{TypeNames.Of(type)}, a ref struct" : null;
    }
}
