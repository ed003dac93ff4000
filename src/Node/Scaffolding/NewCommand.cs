using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Scaffolding;

/// <summary><c>actormap new</c>: writes a first version, and says how to run it.</summary>
internal static class NewCommand
{
    internal static Task<int> RunAsync(string[] arguments)
    {
        var options = new NewOptionSet();
        var (parsed, words) = CommandLine.ParseWords("new", arguments, options.All);
        if (words is not ([_] or [_, _]) || Scaffold.Of(words[0], words.ElementAtOrDefault(1)) is not { } scaffold)
            throw CommandException.Usage($"new: say what to write, one of {string.Join(", ", Scaffold.Kinds)}, and perhaps a name: actormap new fn score. See actormap new --help.");

        var force = parsed.GetValue(options.Force);
        if (!force && scaffold.Files.FirstOrDefault(file => File.Exists(file.Path)) is { Path: { } there })
            throw CommandException.InputOutput($"{there} is there already and is left as it is. Give another name, or --force to write over it.");
        foreach (var (path, text) in scaffold.Files) Write(path, text);
        var told = $"{string.Concat(scaffold.Files.Select(file => $"wrote {file.Path}\n"))}next:\n  {scaffold.Next}\n";
        var code = Streams.Print(told);

        // The files are there: nobody shall learn of them only when the next try finds them.
        if (code == ExitCode.InputOutput) Streams.Tell(told);
        return Task.FromResult(code);
    }

    private static void Write(string path, string text)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.WriteAllText(path, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"can't write {path}: {WorkingFolder.Explain() ?? error.Message}", error);
        }
    }
}
