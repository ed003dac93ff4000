using ActorMap.Cluster.Links;
using ActorMap.Cluster.Processes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

public sealed class StartingWorkers
{
    [Fact]
    public async Task A_worker_says_where_it_is()
    {
        await using var worker = await Dummies.StartAsync("address=akka.tcp://here:4711");
        Assert.Equal("akka.tcp://here:4711", worker.Address);
        Assert.NotEqual(Environment.ProcessId, worker.Pid);
        Assert.False(worker.Exited.IsCompleted);
    }

    [Fact]
    public async Task A_worker_loads_what_its_parent_loads()
    {
        var relay = new Heard();
        // The dummy itself references neither; the specs do.
        await using var worker = await Dummies.StartAsync("load=xunit.core load=ActorMap.Cluster.Tests", relay);
        await relay.LineAsync("[w1] loaded xunit.core");
        await relay.LineAsync("[w1] loaded ActorMap.Cluster.Tests");
    }

    [Fact]
    public async Task What_user_code_prints_goes_to_the_parents_stderr_and_is_never_taken_for_an_answer()
    {
        var relay = new Heard();
        await using var worker = await Dummies.StartAsync("print address=mine", relay);
        Assert.Equal("mine", worker.Address);
        await relay.LineAsync("[w1] printed by user code");
        await relay.LineAsync("an impostor");
    }

    [Fact]
    public async Task User_code_finds_its_stdin_empty()
    {
        var relay = new Heard();
        await using var worker = await Dummies.StartAsync("read", relay);
        await relay.LineAsync("stdin says ''");
    }

    [Fact]
    public async Task Garbage_before_the_answer_is_handed_on_and_does_no_harm()
    {
        var relay = new Heard();
        await using var worker = await Dummies.StartAsync("address=mine", relay, "chatty");
        Assert.Equal("mine", worker.Address);
        await relay.LineAsync("actormap-worker nonsense");
        await relay.LineAsync("xxxxxxxx");
    }

    [Fact]
    public async Task A_node_that_does_not_start_says_why()
    {
        var message = await Dummies.RefusalAsync(Dummies.Worker("fail"));
        Assert.Contains("InvalidOperationException: the port is taken", message, StringComparison.Ordinal);
        Assert.Contains("'w1'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_ends_early_is_told_with_its_last_lines()
    {
        var message = await Dummies.RefusalAsync(Dummies.Worker("", part: "crash"));
        Assert.Contains("exit code 42", message, StringComparison.Ordinal);
        Assert.Contains("I can't find my configuration", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_never_gets_ready_is_given_up_and_killed()
    {
        var time = new FakeTimeProvider();
        var relay = new Heard();
        var refusal = Dummies.RefusalAsync(Dummies.Worker("", relay, "silent"), time);
        await relay.LineAsync("I never get ready");
        time.Advance(Dummies.Deadline);
        var message = await refusal;
        Assert.Contains("not ready within", message, StringComparison.Ordinal);
        Assert.Contains("I never get ready", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_nobody_waits_for_any_more_leaves_no_process()
    {
        using var cancel = new CancellationTokenSource();
        var relay = new Heard();
        var start = WorkerProcess.StartAsync(Dummies.Worker("", relay, "silent"), TimeProvider.System, cancel.Token);
        await relay.LineAsync("I never get ready");
        await cancel.CancelAsync();
        // It ends only after the process has.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start.WaitAsync(Dummies.Deadline));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told() => Assert.Contains(
        "/no/such/dotnet", await Dummies.RefusalAsync(Dummies.Worker("") with { CommandLine = ["/no/such/dotnet"] }), StringComparison.Ordinal);

    [Fact]
    public async Task The_library_itself_is_the_program_of_a_worker()
    {
        string[] byHand = [.. WorkerHost.Find(Surroundings.Of(typeof(WorkerProcess).Assembly)).CommandLine];
        var (process, exited) = await Dummies.LaunchAsync(byHand);
        process.StandardInput.Close();
        Assert.Contains("StartProcessesAsync", await process.StandardError.ReadToEndAsync().WaitAsync(Dummies.Deadline), StringComparison.Ordinal);
        Assert.Equal(new WorkerExit(WorkerExitCode.Misused, null), await exited.WaitAsync(Dummies.Deadline));
    }
}
