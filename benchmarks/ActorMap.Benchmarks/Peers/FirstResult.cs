using Akka.Actor;

namespace ActorMap.Benchmarks.Peers;

/// <summary>Small programs whose start is measured: each says one line.</summary>
internal static class FirstResult
{
    public const string Nothing = "nothing";
    public const string Plinq = "plinq";
    public const string Akka = "akka";
    public const string Pool = "pool";
    public const string Processes = "processes";

    public static async Task<int> RunAsync(string kind)
    {
        switch (kind)
        {
            case Plinq: Console.WriteLine(Enumerable.Range(0, 1000).AsParallel().AsOrdered().Select(x => x + 1).ToArray()[^1]); break;
            case Akka: await AskAsync(); break;
            case Pool: await MapAsync(MapPool.StartAsync()); break;
            case Processes: await MapAsync(ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2 })); break;
            default: Console.WriteLine(kind); break;
        }

        return 0;
    }

    private static async Task AskAsync()
    {
        using var system = ActorSystem.Create("first");
        var actor = system.ActorOf(Props.Create(() => new Echo()));
        Console.WriteLine(await actor.Ask<string>("there and back"));
    }

    private static async Task MapAsync(Task<MapPool> start)
    {
        await using var pool = await start;
        var results = await pool.Map(x => x + 1, Enumerable.Range(0, 1000));
        Console.WriteLine(results[^1]);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}
