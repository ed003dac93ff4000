using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using Akka.Actor;
using Akka.Configuration;

namespace ActorMap.Benchmarks.Peers;

/// <summary>What one does with Akka.Remote alone: an actor in another process, and an Ask for each item.</summary>
internal static class RemoteAsk
{
    private const int AtATime = 1000;
    private static readonly Lazy<Task<IActorRef>> LazyActor = new(FindAsync);

    /// <summary>The other process: answers until its input ends.</summary>
    public static async Task<int> AnswerAsync()
    {
        using var system = Start();
        system.ActorOf(Props.Create(() => new Scaler()), "scaler");
        Console.WriteLine(((ExtendedActorSystem)system).Provider.DefaultAddress);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<int[]> MapAsync(ReadOnlyMemory<(int A, int B)> items)
    {
        var actor = await LazyActor.Value;
        var results = new int[items.Length];
        for (var start = 0; start < items.Length; start += AtATime)
        {
            var answers = Enumerable.Range(start, Math.Min(AtATime, items.Length - start)).Select(i => actor.Ask<int>(new Pair(items.Span[i].A, items.Span[i].B)));
            (await Task.WhenAll(answers)).CopyTo(results, start);
        }

        return results;
    }

    /// <summary>One item, there and back.</summary>
    public static async Task<long> OneAsync(long item) => await (await LazyActor.Value).Ask<long>(item);

    private static async Task<IActorRef> FindAsync()
    {
        var process = PeerProcess.Start(Environment.ProcessPath!, ["answer"]);
        var address = await process.StandardOutput.ReadLineAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(process);
        return await Start().ActorSelection($"{address}/user/scaler").ResolveOne(TimeSpan.FromSeconds(10));
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited) process.Kill();
    }

    private static ActorSystem Start() => ActorSystem.Create("ask", ConfigurationFactory.ParseString(
        "akka { loglevel = WARNING, actor.provider = remote, remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 } }"));

    private sealed record Pair(int A, int B);

    private sealed class Scaler : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Pair pair) Sender.Tell((pair.A + pair.B) * 100);
            else if (message is long item) Sender.Tell(item + 1);
        }
    }
}
