using System.Reflection;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Nodes;

/// <summary>
/// The functions of a library: those that its <c>Register(FunctionRegistry)</c> names, else every public function type by its name
/// and every public static <c>Map</c> by its type's and its own.
/// </summary>
internal static class LibraryFunctions
{
    private const BindingFlags PublicStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;

    internal static IEnumerable<OfferedFunction> Of(Assembly assembly, string file, FunctionRegistry registry)
    {
        var types = Types(assembly, file);
        var registrars = types.Select(type => type.GetMethod("Register", PublicStatic, [typeof(FunctionRegistry)])).OfType<MethodInfo>().ToArray();
        OfferedFunction[] found = registrars is [] ? [.. Found(types)] : [.. registrars.SelectMany(one => Registered(one, file, registry))];
        return found is not []
            ? found
            : throw CommandException.Function(
                $"{file} has no function: no public class that implements IMapFunction, IAsyncMapFunction or IBatchMapFunction, no public static Map, and no public static Register(FunctionRegistry).");
    }

    internal static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static IEnumerable<OfferedFunction> Found(Type[] types)
    {
        var functions = types.Where(type => !type.IsAbstract && !type.ContainsGenericParameters && IsFunction(type)).Select(type => (type.Name, type.FullName, Member: (MemberInfo)type));
        var methods = types.SelectMany(type => type.GetMethods(PublicStatic)).Where(method => method.Name == "Map" && CanBe(method))
            .Select(method => (Name: NameOf(method), FullName: (string?)$"{method.DeclaringType!.FullName}.{method.Name}", Member: (MemberInfo)method));

        // A name that two have is none for either: they have their namespaces before it.
        foreach (var same in functions.Concat(methods).GroupBy(one => one.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var one in same)
            {
                var name = same.Skip(1).Any() ? one.FullName! : one.Name;
                yield return one.Member is Type type ? OfferedFunction.Of(name, type) : OfferedFunction.Of(name, (MethodInfo)one.Member);
            }
        }
    }

    private static OfferedFunction[] Registered(MethodInfo register, string file, FunctionRegistry registry)
    {
        HashSet<string> before = [.. registry.Names];
        try
        {
            register.Invoke(null, [registry]);
        }
        catch (TargetInvocationException error)
        {
            var cause = error.InnerException!;
            throw new CommandException(ExitCode.Function, $"{register.DeclaringType}.Register in {file} threw {cause.GetType()}: {cause.Message}", error);
        }

        return [.. registry.Names.Where(name => !before.Contains(name)).Select(name => OfferedFunction.Of(name, registry.Find(name)!))];
    }

    private static Type[] Types(Assembly assembly, string file)
    {
        try
        {
            return assembly.GetExportedTypes();
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or TypeLoadException or ReflectionTypeLoadException)
        {
            throw new CommandException(ExitCode.Function, $"{file} can't be loaded: {error.Message}", error);
        }
    }

    /// <summary>What can't be mapped is not meant to be a function.</summary>
    private static bool IsFunction(Type type) => Try(() => FunctionInterfaces.Of(type)) is not null;

    private static bool CanBe(MethodInfo method) => Try(() => MethodFunctions.Create(method, [])) is not null;

    private static T? Try<T>(Func<T?> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
