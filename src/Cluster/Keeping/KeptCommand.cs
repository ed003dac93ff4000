using ActorMap.Cluster.Processes;

namespace ActorMap.Cluster.Keeping;

/// <summary>How a keeper starts its processes.</summary>
/// <param name="CommandLine">The program and its arguments; it is to run <see cref="KeptNode"/>.</param>
/// <param name="Words">What each of them is told besides, in the program's own notation; nothing here reads it.</param>
/// <param name="StartTimeout">How long one may take until it is a member.</param>
internal sealed record KeptCommand(IReadOnlyList<string> CommandLine, IReadOnlyList<string> Words, TimeSpan StartTimeout)
{
    // What runs is finished or given back in five seconds at most, the cluster left in as many.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(15);

    /// <summary>Starts a process and waits until its node is a member.</summary>
    /// <exception cref="PoolUnavailableException">It can't be started, or does not get ready.</exception>
    public async Task<Tenant> LaunchAsync(string keeper, Seat seat, TimeProvider time, CancellationToken cancellationToken)
    {
        var slots = ProcessSlots.Create();
        try
        {
            var settings = new KeptSettings(keeper, seat.Number, slots.Path, Words);
            var command = new WorkerCommand(new WorkerArguments(seat.Name, settings.Text()) { StopGrace = StopGrace }) { CommandLine = CommandLine, StartTimeout = StartTimeout };
            var process = await WorkerProcess.StartAsync(command, time, cancellationToken).ConfigureAwait(false);
            slots.Hide();
            return new Tenant(process, slots, null);
        }
        catch
        {
            slots.Dispose();
            throw;
        }
    }
}
