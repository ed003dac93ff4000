using System.Reflection;
using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>From a form of <c>FN</c> to a function object.</summary>
internal static class FunctionLoader
{
    /// <param name="request">The function, its settings and the files that it uses.</param>
    /// <param name="itemType">What a lambda's parameter without a type is.</param>
    internal static LoadedFunction Load(MapRequest request, string itemType) => Used(request) switch
    {
        FunctionSource.Lambda lambda => Lambdas.Load(lambda.Text, request.Settings, request.Using, itemType),
        FunctionSource.SourceFile file => SourceFiles.Load(file, request.Using, request.Settings),
        FunctionSource.Library library => FunctionFinder.ByName(Open(library.Path), library.Path, library.Member, request.Settings),
        FunctionSource.Program program => Programs.ProgramForms.Load(Plain(request, program)),
        FunctionSource.Command command => Programs.ProgramForms.Load(Plain(request, command)),
        _ => throw new InvalidOperationException($"A form of function that nobody loads: {request.Function.GetType()}."),
    };

    /// <returns>The function, where all files that it uses are there.</returns>
    private static FunctionSource Used(MapRequest request) =>
        request.Function is FunctionSource.Lambda or FunctionSource.SourceFile && request.Using.FirstOrDefault(file => !File.Exists(file)) is { } absent
            ? throw CommandException.Function($"--using {absent}: there is no such file.")
            : request.Function;

    /// <summary>A program knows nothing of C#'s constants and files.</summary>
    private static T Plain<T>(MapRequest request, T function)
        where T : FunctionSource
    {
        if (request.Settings is [var setting, ..]) throw CommandException.Usage($"{setting.Title}: a program has its constants as arguments; write them behind its name.");
        if (request.Using is [var file, ..]) throw CommandException.Usage($"--using {file} goes with -e and C# files, not with a program.");
        return function;
    }

    internal static Assembly Open(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw CommandException.Function($"there is no library {path}.");
        try
        {
            return new FunctionLoadContext(full).LoadFromAssemblyPath(full);
        }
        catch (Exception error) when (error is BadImageFormatException or FileLoadException or IOException)
        {
            throw CommandException.Function($"{path} is no .NET library that can be loaded: {error.Message}");
        }
    }
}
