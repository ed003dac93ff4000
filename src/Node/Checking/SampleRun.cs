using System.Text;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Programs;
using ActorMap.Node.Running;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Checking;

/// <summary>Maps one record twice, each time by a copy of its own. A copy that gives something else has lost, or shares, a part of its state.</summary>
internal static class SampleRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal static async Task<SampleReport> RunAsync(MapRequest request, MapPlan plan, Record record, SampleInput? given)
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Config = Pools.Logging(verbose: false, elsewhere: false) });
        var first = await TryAsync(request, plan, pool, record);
        var second = first.Error is null ? await TryAsync(request, plan, pool, record) : first;
        var place = given?.Told(record.Place) ?? record.Place;
        var (output, other) = (first.Output, second.Error is null ? second.Output : $"a failure: {second.Error}");
        return new SampleReport(
            place, Excerpt.Of(Input(plan, record)), output, first.Error is null && other != output ? other : null, given is null || first.Error is null ? first.Error : given.Told(first.Error),
            first.DoesNotBind, first.DoesNotConverse);
    }

    private static async Task<Tried> TryAsync(MapRequest request, MapPlan plan, MapPool pool, Record record)
    {
        using var feed = new RecordFeed([new HeldRecords([record], 0, 1)]);
        var options = new MapOptions { Name = "check", Halt = Halt.Never, Seed = request.Seed, ItemTimeout = request.Timeout ?? Patience };
        try
        {
            await foreach (var outcome in plan.Query(pool, feed).With(options).Settled())
            {
                if (outcome.Succeeded) return new Tried(Encoding.UTF8.GetString(outcome.Value.Line).TrimEnd('\n'), null);
                var error = outcome.Error!;
                if (BadInput.Is(error)) return new Tried(null, error.ErrorMessage) { DoesNotBind = true };
                var line = FailureReport.UserLine(error.RemoteStackTrace) is { } user ? $"\n{user}" : string.Empty;
                var told = ProgramException.Read(error.ErrorType, error.ErrorMessage) is null ? $"{error.ErrorType}: {error.ErrorMessage}{line}" : error.ErrorMessage;
                return new Tried(null, told) { DoesNotConverse = request.Function is FunctionSource.Program && ProgramException.IsOfConversation(error.ErrorType, error.ErrorMessage) };
            }
        }
        catch (ActorMapException error)
        {
            // Its StartAsync, most likely: the map would end there, too.
            return new Tried(null, error.Message);
        }

        throw new InvalidOperationException("A record of one had no outcome.");
    }

    private sealed record Tried(string? Output, string? Error)
    {
        internal bool DoesNotBind { get; init; }

        internal bool DoesNotConverse { get; init; }
    }

    private static string Input(MapPlan plan, Record record) => record.Block is CsvBlock block
        ? string.Join(", ", Enumerable.Range(0, record.Fields).Select(i => $"{(i < plan.Input.Columns.Length ? plan.Input.Columns[i] : i + 1)} = {Encoding.UTF8.GetString(block.Field(in record, i))}"))
        : Encoding.UTF8.GetString(record.Bytes);
}
