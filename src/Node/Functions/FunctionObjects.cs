using System.Reflection;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Makes a function object from its type: constructor parameters are filled by <c>--set</c>.</summary>
internal static class FunctionObjects
{
    internal static LoadedFunction Create(Type type, IReadOnlyList<Setting> settings)
    {
        var definition = FunctionInterfaces.Of(type)!;
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderByDescending(one => one.GetParameters().Count(parameter => Find(settings, parameter) is not null))
            .ThenBy(one => one.GetParameters().Length).ToArray();
        if (type.ContainsGenericParameters || constructors is [])
            throw CommandException.Function($"{type} can't be made: it has no constructor, or open type parameters.");

        var parameters = constructors[0].GetParameters();
        Known(settings, [.. parameters.Select(one => one.Name!)], TypeNames.Of(type));
        return FunctionInterfaces.Describe(Make(constructors[0], [.. parameters.Select(parameter => Argument(type, settings, parameter))]), definition);
    }

    /// <summary>A misspelt name must not be a silent default.</summary>
    /// <param name="settings">The constants that are given.</param>
    /// <param name="names">Those that the function has.</param>
    /// <param name="function">What it is called.</param>
    /// <param name="unset">What else it uses by name: what is given under another one may be meant for it.</param>
    internal static void Known(IReadOnlyList<Setting> settings, string[] names, string function, Func<string[]>? unset = null)
    {
        if (settings.FirstOrDefault(one => !names.Contains(one.Name, StringComparer.OrdinalIgnoreCase)) is not { } unknown) return;
        var lacks = unset?.Invoke() is { Length: > 0 } uses ? $"uses {string.Join(", ", uses)}, which nothing sets" : null;
        var knows = names is [] ? lacks ?? "has no constants" : $"knows {string.Join(", ", names)}{(lacks is null ? null : $", and {lacks}")}";
        throw CommandException.Function($"{unknown.Title}: {function} does not know that name; it {knows}.");
    }

    internal static Setting? Find(IReadOnlyList<Setting> settings, ParameterInfo parameter) =>
        settings.FirstOrDefault(one => string.Equals(one.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static object? Argument(Type type, IReadOnlyList<Setting> settings, ParameterInfo parameter)
    {
        var setting = Find(settings, parameter);
        if (setting is null && parameter.HasDefaultValue) return parameter.DefaultValue;
        ByValue.Check(parameter, TypeNames.Of(type));
        if (setting is not null) return SettingValue.As(setting, parameter.ParameterType);
        throw CommandException.Function(
            $"{TypeNames.Of(type)} needs {parameter.Name} of type {TypeNames.Of(parameter.ParameterType)}. Give it: --set {parameter.Name}=VALUE.");
    }

    private static object Make(ConstructorInfo constructor, object?[] arguments)
    {
        try
        {
            return constructor.Invoke(arguments);
        }
        catch (TargetInvocationException error)
        {
            var cause = error.InnerException!;
            throw new CommandException(ExitCode.Function, $"the constructor of {constructor.DeclaringType} threw {cause.GetType()}: {cause.Message}", error);
        }
    }
}
