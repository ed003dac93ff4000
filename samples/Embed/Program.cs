using ActorMap;

(int A, int B)[] pairs = [.. Enumerable.Range(0, 20).Zip(Enumerable.Range(100, 20))];

await using var pool = await MapPool.StartAsync();                       // in this process, one worker a core

int[] scaled = await pool.Map(new Scale(100), pairs);                    // ordered, each worker its own Scale
foreach (var value in scaled) Console.WriteLine(value);

// Failures as values: one bad item does not cost the others.
await foreach (var outcome in pool.Map(new Scale(int.MaxValue), pairs[..2]).Settled())
{
    Console.Error.WriteLine(outcome.Succeeded ? $"{outcome.Item} gives {outcome.Value}" : $"{outcome.Item} failed: {outcome.Error!.InnerException!.Message}");
}

/// <summary>The function object: constant state and one call.</summary>
internal sealed class Scale(int constant) : IMapFunction<(int A, int B), int>
{
    public int Invoke((int A, int B) item, MapContext context) => checked((item.A + item.B) * constant);
}
