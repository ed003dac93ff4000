using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>Refuses to write what is being read, or two things to one file.</summary>
internal static class FileConflicts
{
    internal static void Check(MapRequest request)
    {
        (string Option, string? Path)[] written = [("-o", request.Output), ("--errors", request.Errors), ("--summary-json", request.SummaryJson), ("--joblog", request.JobLog), ("--journal", request.Journal)];
        List<(string What, string Path)> taken =
        [
            .. request.Inputs.Where(path => path != "-").Select(path => ("an input", Real(path))), .. request.Function.Files.Select(path => ("a file of the function", Real(path))),
            .. request.Using.Select(path => ("what --using compiles", Real(path))), .. request.State is { } state ? [("what --state reads", Real(state))] : Array.Empty<(string, string)>(),
        ];
        if (request.Inputs is [] || request.Inputs.Contains("-")) taken.Add(("stdin", FileIdentity.Of(0) ?? Real("/proc/self/fd/0")));

        // By >> FILE a map would read its own results for ever.
        if (request.Output is null && FileIdentity.Of(1) is { } output && taken.Find(other => other.Path == output) is { What: not null } read)
            throw CommandException.Usage($"stdout goes to what is also {read.What}: it would be written to while it is read. Write to another file.");
        if (request.Output is null && FileIdentity.Of(1) is { } results) taken.Add(("where stdout goes", results));
        if (FileIdentity.Of(2) is { } notices) taken.Add(("where stderr goes", notices));

        foreach (var (option, path) in written)
        {
            // What keeps nothing, such as /dev/null, may serve twice.
            if (path is null || FileIdentity.IsDevice(path) || Descriptors.Of(path) is not null) continue;
            var real = Real(path);
            if (taken.Find(other => other.Path == real) is { What: not null } same)
                throw CommandException.Usage($"{option} {path} is also {same.What}: it would be overwritten while it is used. Write to another file.");
            taken.Add(($"what {option} writes", real));
        }
    }

    private static string Real(string path)
    {
        try
        {
            return FileIdentity.Of(path) ?? FileIdentity.OfNew(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it says what is wrong with it.
            return Path.GetFullPath(path);
        }
    }
}
