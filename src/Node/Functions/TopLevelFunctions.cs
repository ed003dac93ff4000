using System.Reflection;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>
/// A function that stands in a file outside of any class. The compiler makes it a local function of the file's <c>Main</c>, and names it
/// <c>&lt;&lt;Main&gt;$&gt;g__NAME|0_0</c>. What stands around it does not run, so it must not use variables of it.
/// </summary>
internal static class TopLevelFunctions
{
    private const string Before = "<<Main>$>g__";

    /// <summary>The method's name as its file has it.</summary>
    internal static string NameOf(MethodInfo method) =>
        method.Name.StartsWith(Before, StringComparison.Ordinal) ? method.Name[Before.Length..method.Name.IndexOf('|', StringComparison.Ordinal)] : method.Name;

    /// <summary>The functions of that name that stand outside of any class.</summary>
    /// <exception cref="CommandException">One uses variables that stand around it.</exception>
    internal static MethodInfo[] Find(IEnumerable<Type> types, string name, string file)
    {
        var found = types.SelectMany(type => type.GetMethods(FunctionFinder.Static | BindingFlags.Instance))
            .Where(method => method.Name.StartsWith($"{Before}{name}|", StringComparison.Ordinal)).ToArray();
        return !found.Any(Captures) ? found : throw CommandException.Function(
            $"{name} in {file} uses variables that stand around it, and what stands there does not run. Declare it static, and give it what it needs as parameters (--set NAME=VALUE).");
    }

    // What it uses comes along as this, or as one more parameter.
    private static bool Captures(MethodInfo method) =>
        !method.IsStatic || method.GetParameters().Any(one => one.ParameterType is { IsByRef: true } type && type.GetElementType()!.Name.StartsWith("<>c__", StringComparison.Ordinal));
}
