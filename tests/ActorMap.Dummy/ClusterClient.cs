using System.Globalization;
using ActorMap.Cluster.Processes;
using Akka.Configuration;

namespace ActorMap.Dummy;

/// <summary>A client of a cluster as a process of its own: maps the function <c>kept</c> of the nodes over a thousand items.</summary>
internal sealed class ClusterClient(MapPool pool) : IWorkerNode
{
    private readonly TaskCompletionSource<int> _ended = new();

    public string Address => "nowhere";

    public Task<int> Ended => _ended.Task;

    /// <param name="arguments">Its settings: the address of a node, and the state of the function; or the first of so many numbers that are the state.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<IWorkerNode> StartAsync(WorkerArguments arguments, CancellationToken cancellationToken)
    {
        var words = arguments.Settings.Split(' ');
        var quick = ConfigurationFactory.ParseString("actormap.cluster.blobs.http = on\nakka.cluster { gossip-interval = 100ms, leader-actions-interval = 100ms, periodic-tasks-initial-delay = 50ms }");
        var pool = await ClusterPool.JoinAsync(new ClusterOptions { Name = "faults", Seeds = [words[0]], WaitTimeout = TimeSpan.FromMinutes(4), Config = quick }, cancellationToken).ConfigureAwait(false);
        object state = int.Parse(words[1], CultureInfo.InvariantCulture);
        if (words.Length > 2)
        {
            var numbers = new int[int.Parse(words[2], CultureInfo.InvariantCulture)];
            (numbers[0], state) = ((int)state, numbers);
        }

        _ = pool.Map(MapFunction.Named<int, int>("kept", state), Enumerable.Range(0, 1_000)).ToArrayAsync(cancellationToken);
        return new ClusterClient(pool);
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();
}
