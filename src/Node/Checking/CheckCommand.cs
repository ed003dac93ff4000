using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Checking;

/// <summary><c>actormap check</c>: what a function is, before it is mapped over millions of records.</summary>
internal static class CheckCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        // What a function writes when it is tried must not get into the report.
        ErrorWriter.TakeConsole();
        var options = new CheckOptionSet();
        var (own, map) = FunctionWords.Parse("check", arguments, options.Own, CheckOptionSet.Shared);
        if (map.Function is FunctionSource.Named)
            throw CommandException.Usage($"check looks at functions that are here, and {map.Function.Words} is none: its types and its state are on the nodes. Give what they were started with, -e, a C# file or lib.dll#Ns.Type; actormap status lists what nodes have.");

        using var signals = new Running.StopSignals(TimeProvider.System);
        using var watch = new Running.ExitWatch("the check was over");
        var asJson = own.GetValue(options.Json);
        try
        {
            var report = await FunctionCheck.RunAsync(map, own.GetValue(options.Sample));
            var printed = Streams.Print(asJson ? CheckJson.Text(report) : CheckText.Text(report));
            if (!asJson && report.Fault is { } fault) Streams.Tell($"actormap: {fault}\n{(report.Sample is { DoesNotConverse: true } ? $"\n{RightFunction.Like(map.Function)}\n" : string.Empty)}");
            return printed == ExitCode.Done && report.Fault is not null ? ExitCode.Function : printed;
        }
        catch (CommandException error) when (error.ExitCode == ExitCode.Function)
        {
            if (asJson) Streams.Print(CheckJson.Failure(error.Message));
            throw new CommandException(error.ExitCode, $"{error.Message}\n\n{RightFunction.Like(map.Function)}", error);
        }
    }
}
