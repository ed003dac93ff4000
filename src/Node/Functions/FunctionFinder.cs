using System.Reflection;
using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Finds the function in an assembly: a type that implements a function interface, or a static method.</summary>
internal static class FunctionFinder
{
    internal const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The only one of a source file, or the one named.</summary>
    internal static LoadedFunction InSource(Assembly assembly, string file, string? member, IReadOnlyList<Setting> settings) =>
        Make(FindInSource(assembly, file, member), settings);

    internal static LoadedFunction ByName(Assembly assembly, string file, string member, IReadOnlyList<Setting> settings) => Make(Find(assembly, file, member), settings);

    /// <returns>A type that is a function, or a static method.</returns>
    internal static MemberInfo FindInSource(Assembly assembly, string file, string? member)
    {
        if (member is not null) return Find(assembly, file, member);
        var all = assembly.GetTypes();
        var types = all.Where(type => !type.IsAbstract && FunctionInterfaces.Of(type) is not null).ToArray();
        var methods = all.SelectMany(type => type.GetMethods(Static)).Where(method => method.Name == "Map").ToArray();
        if (types is [] && methods is []) methods = TopLevelFunctions.Find(all, "Map", file);
        string[] names = [.. types.Select(type => type.FullName!), .. methods.Select(method => $"{method.DeclaringType!.FullName}.Map")];
        return (types, methods) switch
        {
            ([var type], []) => type,
            ([], [var method]) => method,
            ([], []) => throw CommandException.Function(
                $"{file} has no function: no class that implements IMapFunction, IAsyncMapFunction or IBatchMapFunction, and no static method Map."),
            ([], _) when names.Distinct().Count() == 1 => throw Overloaded(names[0], file, methods.Length),
            _ => throw CommandException.Function($"{file} has several functions: {string.Join(", ", names.Distinct())}. Say which one: '{file}#{names[0]}'."),
        };
    }

    internal static MemberInfo Find(Assembly assembly, string file, string member)
    {
        if (assembly.GetType(member) is { } type)
        {
            return FunctionInterfaces.Of(type) is not null
                ? type
                : throw CommandException.Function(
                    $"{type} in {file} implements none of IMapFunction, IAsyncMapFunction and IBatchMapFunction. "
                    + $"Name a static method of it: '{file}#{member}.Method'.");
        }

        var dot = member.LastIndexOf('.');
        if (dot > 0 && assembly.GetType(member[..dot]) is { } owner) return Method(owner, member[(dot + 1)..], file);
        var near = assembly.GetExportedTypes().Where(one => FunctionInterfaces.Of(one) is not null).Select(one => one.FullName).Take(8).ToArray();
        var known = near is [] ? "It has no public function types." : $"Its functions are {string.Join(", ", near)}.";
        throw CommandException.Function($"{file} has no type {member}. {known}");
    }

    private static LoadedFunction Make(MemberInfo member, IReadOnlyList<Setting> settings) =>
        member is Type type ? FunctionObjects.Create(type, settings) : MethodFunctions.Create((MethodInfo)member, settings);

    private static MethodInfo Method(Type owner, string name, string file)
    {
        var found = owner.GetMethods(Static).Where(method => method.Name == name).ToArray();
        if (found is []) found = TopLevelFunctions.Find([owner], name, file);
        return found switch
        {
            [var one] => one,
            [] => throw CommandException.Function($"{owner} in {file} has no static method {name}. {Instead(owner, file)}"),
            _ => throw Overloaded($"{owner}.{name}", file, found.Length),
        };
    }

    private static CommandException Overloaded(string method, string file, int count) =>
        CommandException.Function($"{method} in {file} has {count} overloads; which one is meant can't be told. Give one a name of its own.");

    private static string Instead(Type owner, string file)
    {
        if (FunctionInterfaces.Of(owner) is not null) return $"It is a function itself: '{file}#{owner.FullName}'.";
        string[] methods = [.. owner.GetMethods(Static).Where(one => one is { IsPublic: true, IsSpecialName: false }).Select(one => one.Name).Distinct()];
        return methods is [] ? "It has no public one." : $"It has {string.Join(", ", methods)}.";
    }
}
