using ActorMap.Cluster.Tests.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class DeadClients : IAsyncLifetime
{
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task The_work_of_a_client_that_is_killed_is_dropped_and_its_state_disposed()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Kept.Disposed = told;
        await using var reception = new Reception(_ => true);
        var node = await _cluster.NodeAsync(Cluster.Node with { Functions = new FunctionRegistry().Add("kept", (Func<object?, IMapFunction<int, int>>)(state => new Kept((int)state!))) });
        await using var client = await Dummies.StartAsync($"{node.Address} {reception.Port}", Console.Error, "client");
        var visit = await reception.ComesAsync(_ => true);

        await Signals.SendAsync("KILL", client.Pid);
        // What runs is not stopped from outside; what would come after it is.
        visit.Leave();

        await told.Task.WaitAsync(Reception.Deadline);
        Assert.Single(reception.Visits);
    }

    private sealed class Kept(int port) : IMapFunction<int, int>, IDisposable
    {
        public static TaskCompletionSource? Disposed { get; set; }

        public int Invoke(int item, MapContext context) => Reception.Visit(port, item);

        public void Dispose() => Disposed?.TrySetResult();
    }
}
