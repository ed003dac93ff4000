using ActorMap.Cluster.Keeping;
using ActorMap.Cluster.Tests.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Keeping;

public sealed class StartingKeepers
{
    [Fact]
    public async Task A_process_that_does_not_start_is_told_with_its_last_lines_and_the_keeper_does_not_start_either()
    {
        var command = new KeptCommand(Dummies.CommandLine("crash"), [], Dummies.Deadline);
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => Keeper.StartAsync(Faults.Cluster.Node with { Workers = 2 }, command, CancellationToken.None).WaitAsync(Dummies.Deadline));

        Assert.Contains("exit code 42", error.Message, StringComparison.Ordinal);
        Assert.Contains("I can't find my configuration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_nobody_waits_for_any_more_ends()
    {
        using var cancel = new CancellationTokenSource();
        var command = new KeptCommand(Dummies.CommandLine("silent"), [], Dummies.Deadline);
        var start = Keeper.StartAsync(Faults.Cluster.Node, command, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start.WaitAsync(Dummies.Deadline));
    }

    [Fact]
    public void What_a_process_is_told_is_read_as_it_was_written()
    {
        var settings = new KeptSettings("127.0.0.1:4053", 3, "/tmp/a b", ["--functions", "zwölf \"x\".dll", ""]);
        var read = KeptSettings.Parse(settings.Text());
        Assert.Equal((settings.Keeper, settings.Place, settings.Slots), (read.Keeper, read.Place, read.Slots));
        Assert.Equal(settings.Words, read.Words);
        Assert.Throws<PoolUnavailableException>(() => KeptSettings.Parse("{}"));
    }
}
