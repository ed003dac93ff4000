using System.Diagnostics;
using System.Net.Sockets;
using System.Net;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

public sealed class EndingWorkers
{
    [Fact]
    public async Task A_worker_that_is_told_to_stop_leaves_first()
    {
        var relay = new Heard();
        await using var worker = await Dummies.StartAsync("", relay);
        Assert.Equal(new WorkerExit(WorkerExitCode.Stopped, null), await worker.StopAsync(Dummies.Deadline).WaitAsync(Dummies.Deadline));
        await relay.LineAsync("[w1] the node has left");
    }

    [Fact]
    public async Task A_worker_whose_user_code_hangs_at_the_end_ends_all_the_same()
    {
        await using var worker = await Dummies.StartAsync("stuck");
        Assert.Equal(WorkerExitCode.Stopped, (await worker.StopAsync(Dummies.Deadline).WaitAsync(Dummies.Deadline)).Code);
    }

    [Fact]
    public async Task A_worker_that_is_deaf_is_killed_when_its_grace_is_over()
    {
        await using var worker = await Dummies.StartAsync("deaf");
        Assert.Equal(new WorkerExit(137, 9), await worker.StopAsync(TimeSpan.FromMilliseconds(50)).WaitAsync(Dummies.Deadline));
    }

    [Fact]
    public async Task A_worker_that_is_deaf_ends_itself_when_its_own_grace_is_over()
    {
        var command = Dummies.Worker("deaf");
        command = command with { Worker = command.Worker with { StopGrace = TimeSpan.FromMilliseconds(50) } };
        await using var worker = await WorkerProcess.StartAsync(command, TimeProvider.System, CancellationToken.None);
        Assert.Equal(WorkerExitCode.StoppedLate, (await worker.StopAsync(Dummies.Deadline).WaitAsync(Dummies.Deadline)).Code);
    }

    [Fact]
    public async Task A_node_that_ends_by_itself_gives_its_exit_code()
    {
        await using var worker = await Dummies.StartAsync("end=75");
        Assert.Equal(75, (await worker.Exited.WaitAsync(Dummies.Deadline)).Code);
    }

    [Fact]
    public async Task A_kill_is_seen_with_its_signal()
    {
        await using var worker = await Dummies.StartAsync("");
        await Signals.SendAsync("KILL", worker.Pid);
        Assert.Equal(new WorkerExit(137, 9), await worker.Exited.WaitAsync(Dummies.Deadline));
        worker.Kill();
        Assert.Equal(9, (await worker.StopAsync(Dummies.Deadline)).Signal);
    }

    [Fact]
    public async Task A_terminals_signals_are_the_parents_to_decide_and_a_termination_is_a_stop()
    {
        var relay = new Heard();
        await using var worker = await Dummies.StartAsync("", relay);
        await Signals.SendAsync("INT", worker.Pid);
        await Signals.SendAsync("HUP", worker.Pid);
        await Signals.SendAsync("TERM", worker.Pid);
        // Had one of the first two ended it, it would be killed by that signal.
        Assert.Equal(new WorkerExit(WorkerExitCode.Stopped, null), await worker.Exited.WaitAsync(Dummies.Deadline));
        await relay.LineAsync("the node has left");
    }

    [Fact]
    public async Task A_worker_whose_stdin_ends_is_gone_even_if_user_code_hangs()
    {
        var (process, exited) = await Dummies.LaunchAsync([.. Dummies.CommandLine("worker")]);
        await process.StandardInput.WriteLineAsync(WorkerProtocol.Text(new WorkerArguments("w1", "stuck deaf")));
        await process.StandardInput.FlushAsync();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Dummies.Deadline) is { } line && WorkerProtocol.Answer(line) is null)
        {
        }

        process.StandardInput.Close();
        Assert.Equal(new WorkerExit(WorkerExitCode.Orphaned, null), await exited.WaitAsync(Dummies.Deadline));
    }

    [Fact]
    public async Task A_parent_that_is_killed_takes_its_workers_along()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string[] commandLine = [.. Dummies.CommandLine("parent", $"deaf connect={((IPEndPoint)listener.LocalEndpoint).Port}"), .. Dummies.CommandLine("worker")];
        using var parent = Process.Start(new ProcessStartInfo(commandLine[0], commandLine[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            using var child = await listener.AcceptTcpClientAsync().WaitAsync(Dummies.Deadline);
            Assert.NotNull(await parent.StandardOutput.ReadLineAsync().WaitAsync(Dummies.Deadline));
            parent.Kill();
            Assert.True(await IsClosedAsync(child).WaitAsync(Dummies.Deadline));
        }
        finally
        {
            parent.Kill();
        }
    }

    private static async Task<bool> IsClosedAsync(TcpClient peer)
    {
        try
        {
            return await peer.GetStream().ReadAsync(new byte[1]) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
