using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>Recognises what the compiler makes of lambdas: objects for captured variables, and methods for bodies.</summary>
internal static class Closures
{
    /// <summary>The field in which a closure or a state machine keeps the <c>this</c> of the method around it.</summary>
    internal const string This = "<>4__this";

    /// <summary>C#'s display classes, Visual Basic's, and what compiled expression trees close over.</summary>
    internal static bool IsClosure(Type type) =>
        type.FullName == "System.Runtime.CompilerServices.Closure"
        || (!type.IsValueType && IsGenerated(type)
            && (type.Name.StartsWith("<>c", StringComparison.Ordinal) || type.Name.StartsWith("_Closure$__", StringComparison.Ordinal)));

    internal static bool IsGenerated(Type? type) => type is not null && type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    /// <summary>A field that leads from a closure to that of an outer scope, or to <c>this</c>.</summary>
    internal static bool IsOuter(FieldInfo field) => field.Name == This || IsClosure(field.FieldType);

    /// <summary>A method that the compiler made: of a closure or a state machine, or a local function in a class of the user's.</summary>
    internal static bool IsGeneratedMethod(MethodBase method) => method.Name[0] == '<' || IsGenerated(method.DeclaringType);

    /// <summary>The body of a lambda or of a local function. A method group is not: naming a method takes its object as a whole.</summary>
    internal static bool IsLambda(MethodInfo method) => method.Name[0] == '<';
}
