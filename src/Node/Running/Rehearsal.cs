using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Mapping;
using ActorMap.Node.Results;
using ActorMap.Node.Timing;
using ActorMap.Query;

namespace ActorMap.Node.Running;

/// <summary>
/// A map of three lines, while the compiler is still at work on the user's function: on its first way through a pool a record has a thousand methods made into machine code,
/// and here nobody waits for them.
/// </summary>
internal static class Rehearsal
{
    private static readonly byte[] Lines = "1\n2\n3\n"u8.ToArray();

    internal static async Task RunAsync(MapPool pool)
    {
        var function = new SynchronousRecordFunction<string, string>(new Same(), new RecordShape([RecordKind.Text], [], false, [], false), new OutputShape(OutputFormat.Lines, false, [], false));
        using var feed = new RecordFeed([new LineBlock("rehearsal", Lines, 0, Lines.Length, 1, LineRules.For(nul: false, RecordKind.Text))]);
        var options = new MapOptions { Name = "rehearsal", Halt = Halt.Never, Observer = new RunObserver(null), TimesTogether = true };
        await using var outcomes = pool.Map(function, feed).With(options).Settled().GetAsyncEnumerator();
        while (await outcomes.MoveNextAsync())
        {
            if (((IOutcomeRuns<Record, Encoded>)outcomes).TryTakeRun(out var records, out _)) feed.Done(records);
        }
    }

    private sealed class Same : IMapFunction<string, string>
    {
        public string Invoke(string item, MapContext context) => item;
    }
}
