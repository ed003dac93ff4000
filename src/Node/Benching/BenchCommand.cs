using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Running;
using ActorMap.Node.Shell;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Benching;

/// <summary><c>actormap bench</c>: how many workers are worth it, and how long chunks should be.</summary>
internal static class BenchCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        // What the function writes must not get into the table.
        ErrorWriter.TakeConsole();
        var (request, asJson) = BenchRequest.Parse(arguments);
        using var signals = new StopSignals(TimeProvider.System);
        using var watch = new ExitWatch("the bench was over");
        using var input = InputSet.Open(request.Map);
        var function = FunctionLoader.Load(request.Map, MapPlan.ItemType(input.Kinds));
        var plan = MapPlan.Bind(request.Map, input, function);
        if (request.Map.Place is not Arguments.WorkPlace.Here) RemotePools.RememberCode();
        var records = BenchRecords.Read(input, request.MostItems);
        BenchResult result;
        try
        {
            result = await new Bench(request, new BenchRun(request, plan, records, TimeProvider.System), TimeProvider.System, Progress).RunAsync(signals.Token);
        }
        catch (ActorMapException error)
        {
            throw new CommandException(error is PoolUnavailableException ? ExitCode.NoPool : ExitCode.Function, error.Message, error);
        }
        finally
        {
            Progress(string.Empty);
        }

        var printed = Streams.Print(asJson ? BenchJson.Text(request, records, result) : BenchTable.Text(request, records, result));
        if (result.Failure is { } failure) Streams.Tell($"actormap: {result.Failed:N0} of {records.Count:N0} {ProgressText.Plural(records.Count, "item")} failed, such as {failure.ReplaceLineEndings(" ")}\n");
        return printed == ExitCode.Done && result.Failed > 0 ? ExitCode.SomeFailed : printed;
    }

    /// <summary>One line, written over and wiped at the end; nothing where nobody watches.</summary>
    private static void Progress(string text)
    {
        if (Streams.ErrorIsTerminal) Streams.Tell(text.Length == 0 ? "\r\e[K" : $"\r\e[Kmeasuring: {text}…");
    }
}
