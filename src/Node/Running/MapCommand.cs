using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Input.Paths;
using ActorMap.Node.Shell;
using ActorMap.Node.Timing;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Running;

/// <summary><c>actormap map</c>: from its words to its exit code.</summary>
internal static class MapCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        // Whatever writes to Console.Out, Akka or the user's function, must not get among the results.
        ErrorWriter.TakeConsole();
        var request = PathPatterns.Expand(MapArguments.Parse(arguments));
        FileConflicts.Check(request);
        MapJournal.Check(request);
        using var signals = new StopSignals(TimeProvider.System);
        using var watch = new ExitWatch("the map was over: results are missing");
        using var input = InputSet.Open(request);

        // The pool starts while the function compiles: each takes a good part of the time to the first result.
        using var cancel = new CancellationTokenSource();
        var planned = new TaskCompletionSource();
        var pool = request.DryRun ? null : Task.Run(() => StartAsync(request, planned.Task, cancel.Token));
        try
        {
            var (plan, function) = Plan(request, input);
            planned.SetResult();
            if (pool is null)
            {
                Streams.Tell(DryRun.Describe(request, input, function, plan));
                return ExitCode.Done;
            }

            return await RunAsync(request, input, plan, await pool, signals);
        }
        finally
        {
            await cancel.CancelAsync();
            if (pool is not null) await EndAsync(pool);
        }
    }

    private static async Task<MapPool> StartAsync(MapRequest request, Task planned, CancellationToken cancellation)
    {
        var pool = await Pools.StartAsync(request, cancellation);
        if (request.Place is WorkPlace.Here && !planned.IsCompleted) await Rehearsal.RunAsync(pool);
        return pool;
    }

    private static (MapPlan Plan, LoadedFunction? Function) Plan(MapRequest request, InputSet input)
    {
        if (request.Function is FunctionSource.Named named) return (MapPlan.Named(request, input, named), null);
        if (request is { Function: FunctionSource.Program or FunctionSource.Command, Place: WorkPlace.Nodes }) return (MapPlan.OnNodes(request, input), null);
        var function = FunctionLoader.Load(request, MapPlan.ItemType(input.Kinds));
        var plan = MapPlan.Bind(request, input, function);
        if (request.Place is not WorkPlace.Here) RemotePools.RememberCode();
        return (plan, function);
    }

    /// <summary>Whether the function runs in this process and nowhere else.</summary>
    private static bool IsHere(MapRequest request) => request.Place is WorkPlace.Here && request.Function is not (FunctionSource.Program or FunctionSource.Command);

    /// <summary>
    /// Lines are read into the same buffers again where nobody can look at a record that is done: not a worker that was given up for its time, nor a program that is still being written to.
    /// </summary>
    internal static BlockBuffers? Buffers(MapRequest request) => IsHere(request) && request.Timeout is null ? new BlockBuffers() : null;

    private static async Task EndAsync(Task<MapPool> pool)
    {
        try
        {
            await (await pool).DisposeAsync();
        }
        catch (Exception error) when (error is CommandException or OperationCanceledException)
        {
            // Its own failure was told; one that came with another is not what stopped the command.
        }
    }

    private static async Task<int> RunAsync(MapRequest request, InputSet input, MapPlan plan, MapPool pool, StopSignals signals)
    {
        using var files = OutputFiles.Open(request);
        using var feed = new RecordFeed(input.Blocks(plan.Taken, Buffers(request)), IsHere(request) && request.Concurrency == 1 ? pool.Workers : null, keepsChunks: request.Chunk is not null);
        var totals = new RunTotals(TimeProvider.System, pool.Workers, request.Total ?? input.Count) { Input = input, Feed = feed };
        var notices = new Notices(request);
        var stages = new StageTimes();
        if (plan.Function is ITimedStages timed)
        {
            timed.Stages = request.Place is WorkPlace.Here ? stages : null;
            timed.StampsResults = request.Place is not WorkPlace.Here;
        }

        var observer = new RunObserver(files.Rows is { } rows ? rows.Note : null);
        var run = new MapRun(request, plan, files, feed, totals, observer, stages, notices, signals);
        var cpu = Environment.CpuUsage.TotalTime;
        int code;
        await using (ProgressViews.Start(request, totals))
        {
            code = await run.RunAsync(pool);
        }

        var counts = totals.Read();
        if (MapJournal.Advice(request, code, counts.Failed > 0) is { } advice) notices.Note(advice);
        var measured = observer.AddTo(new Measured
        {
            Elapsed = counts.Elapsed, Workers = Math.Max(1, totals.Workers), EncodingShare = stages.EncodingShare, Output = run.Writing,
            Travels = request.Place is not WorkPlace.Here, Unordered = request.Unordered, HasChunk = request.Chunk is not null,
            Cores = request.Place is WorkPlace.Nodes ? null : Environment.ProcessorCount,
            Cpu = IsHere(request) ? Environment.CpuUsage.TotalTime - cpu : null, StartsProcesses = request.Function is FunctionSource.Command,
            WritesFile = request.Output is not null, Written = files.Results.Waited,
        });
        if (request.Place is WorkPlace.Here) measured = measured with { EncodingShare = stages.EncodingShareOf(measured.Busy) };
        var summary = new RunSummary(request, counts, measured, observer.Times(), code);
        if (notices.ShowsSummary) Notices.Tell(summary.ToText());
        else if (code == ExitCode.SomeFailed) Notices.Tell(summary.ToLine());
        files.Summary?.Write(summary.ToJson());
        files.Flush();
        return code;
    }
}
