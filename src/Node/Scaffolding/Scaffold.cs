using System.Reflection;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Scaffolding;

/// <summary>What a first version is made of: files with their text, and the command that runs it.</summary>
/// <param name="Files">Paths and texts.</param>
/// <param name="Next">The command to run next.</param>
internal sealed record Scaffold((string Path, string Text)[] Files, string Next)
{
    internal static string[] Kinds { get; } = ["fn", "exec", "app"];

    /// <returns>Null where there is no such kind.</returns>
    internal static Scaffold? Of(string kind, string? name) => kind switch
    {
        "fn" => Function(name ?? "score"),
        "exec" => Worker(name ?? "worker"),
        "app" => App(name ?? "App"),
        _ => null,
    };

    private static Scaffold Function(string name)
    {
        var path = WithExtension(name, ".cs");
        var type = TypeName(name, ".cs");
        var text = Template("function.cs");

        // What the text names besides is not to be hidden by it.
        if (text.Contains($" {type}<", StringComparison.Ordinal) || text.Contains($" {type} ", StringComparison.Ordinal)) type += "Function";
        text = text.Replace("__NAME__", type, StringComparison.Ordinal);
        return new([(path, Filled(text, path))], $"seq 1 10 | actormap map {Runnable(path)} --set factor=3");
    }

    private static Scaffold Worker(string name)
    {
        var path = WithExtension(name, ".py");
        return new([(path, Filled(Template("worker.py"), path))], $"seq 1 10 | actormap map -- python3 {Quoting.Word(path)} 3");
    }

    private static Scaffold App(string name)
    {
        var (folder, type) = (name.TrimEnd('/', Path.DirectorySeparatorChar), TypeName(name.TrimEnd('/', Path.DirectorySeparatorChar), string.Empty));
        var project = Template("app.csproj").Replace("__NAME__", type, StringComparison.Ordinal).Replace("__VERSION__", ToolVersion.Text, StringComparison.Ordinal);
        return new(
            [(Path.Combine(folder, $"{type}.csproj"), project), (Path.Combine(folder, "Program.cs"), Template("Program.cs"))],
            $"dotnet run --project {Quoting.Word(folder)}");
    }

    private static string WithExtension(string name, string extension) => name.EndsWith(extension, StringComparison.Ordinal) ? name : $"{name}{extension}";

    private static string Filled(string text, string path) => text.Replace("__FILE__", Runnable(path), StringComparison.Ordinal);

    private static string Runnable(string path) => Quoting.Word(path);

    /// <summary><c>tools/my-score.cs</c> is <c>MyScore</c>.</summary>
    private static string TypeName(string name, string extension)
    {
        var words = Path.GetFileName(WithExtension(name, extension))[..^extension.Length].Split(['-', '_', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        var type = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return type.Length > 0 && (char.IsLetter(type[0]) || type[0] == '_') && type.All(c => char.IsLetterOrDigit(c) || c == '_')
            ? type
            : throw CommandException.Usage($"'{name}' gives no name for a class. Use letters, digits, - and _, and begin with a letter.");
    }

    private static string Template(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"templates/{name}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
