using System.Security.Cryptography;
using ActorMap.Journaling;
using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Running;

/// <summary>The journal of a map of the tool: when it may be used, and what it is told by. A lambda is compiled anew each time, so it is its text.</summary>
internal static class MapJournal
{
    /// <summary>Refuses to go on with a journal by accident, or to write over one.</summary>
    internal static void Check(MapRequest request)
    {
        if (request.Journal is not { } path || request.Resumes || LengthOf(path) == 0) return;
        throw CommandException.Usage($"the journal {path} is there already. To go on with it: the same command with --resume; to begin anew: remove it, or name another.");
    }

    /// <summary>Refuses a file that can't be written to as a journal, before anything is.</summary>
    internal static void CheckFile(MapRequest request)
    {
        if (request.Journal is not { } path) return;
        try
        {
            FileStorage.Open(path).Dispose();
        }
        catch (JournalException error)
        {
            throw CommandException.InputOutput(error.Message, error);
        }
    }

    /// <summary>The journal that was asked for; null where none was.</summary>
    internal static Journal? Of(MapRequest request, MapPlan plan, RecordFeed feed, Notices notices) => request.Journal is not { } path
        ? null
        : Journal.AtPath(path, request.RetryFailed).With([.. Identity(request, plan)], () => feed.IsStopped, found => notices.Note(
            $"{found.Outcomes} outcomes are in {path} and are not run again."
            + (found.Torn > 0 ? $" Its last {found.Torn} bytes were cut short by a crash and are dropped." : string.Empty)));

    /// <summary>What to tell who has to run the command again; null where there is nothing.</summary>
    internal static string? Advice(MapRequest request, int code, bool anyFailed) => request.Journal is not { } path
        ? ExitCode.IsSignal(code) ? "what is done is written, and nothing is kept to go on with: with --journal FILE a map that was stopped goes on." : null
        : code switch
    {
        _ when ExitCode.IsSignal(code) || code == ExitCode.NoPool => $"what is done is in {path}. To go on{Again(request)}: {Command(request, "--resume")}",
        ExitCode.Stopped or ExitCode.SomeFailed when anyFailed =>
            $"the outcomes are in {path}. To run the failed items again, and what is left{Again(request)}: {Command(request, "--retry-failed")}",
        _ => null,
    };

    /// <summary>The command that goes on, to be pasted.</summary>
    internal static string Command(MapRequest request, string how) =>
        string.Join(' ', (string[])["actormap map", how, .. request.Words.TakeWhile(word => word != "--").Where(word => word is not ("--resume" or "--retry-failed")).Concat(request.Words.SkipWhile(word => word != "--")).Select(Shell.Quoting.Word)]);

    /// <summary>Of what a link leads to, also where that is not there yet; 0 for none.</summary>
    private static long LengthOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true } target ? target.Length : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it says what is wrong with it.
            return 0;
        }
    }

    private static string Again(MapRequest request) => request.Inputs is [] || request.Inputs.Contains("-") ? ", with the same on stdin" : string.Empty;

    private static IEnumerable<KeyValuePair<string, string>> Identity(MapRequest request, MapPlan plan)
    {
        yield return new("function", request.Function.Words);
        var code = (string[])[.. request.Function.Files, .. request.Using];
        yield return new("code of the function", string.Join(", ", code.Select(Sum).Concat(Projects(request))));
        if (request.State is { } state) yield return new("constants (--state)", Sum(state));
        yield return new("constants (--set)", string.Join(", ", request.Settings.Where(one => !one.IsState).Select(one => $"{one.Name}={one.Text}").Order(StringComparer.Ordinal)));
        yield return new("form of the input", $"{string.Join("+", plan.Input.Kinds)} {string.Join(",", plan.Input.Columns)}".TrimEnd());
        yield return new("form of the output", $"{plan.Output.Format}{(plan.Output.Tag ? ", tagged" : string.Empty)}{(plan.Output is { Format: OutputFormat.Csv, Tag: false, EmitsErrors: true } ? ", with errors" : string.Empty)}");
    }

    /// <summary>The projects that a C# file is built with, each with one sum of all that it is made of.</summary>
    private static IEnumerable<string> Projects(MapRequest request) => request.Function is not FunctionSource.SourceFile file
        ? []
        : FileDirectives.Read(file.Path, request.Using).Projects.Select(project => Named(project, SHA256.HashData(ProjectFiles.Of([project]).SelectMany(ProjectFiles.Sum).ToArray())));

    private static string Sum(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Named(path, SHA256.HashData(file));
        }
        catch (UnauthorizedAccessException)
        {
            // A program may be executable and not readable: all that is known of it is how long it is.
            return $"{Path.GetFileName(path)} {new FileInfo(path).Length} bytes";
        }
    }

    private static string Named(string path, byte[] sum) => $"{Path.GetFileName(path)} {Convert.ToHexStringLower(sum)[..16]}";
}
