using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ActorMap.Cluster.Links;

namespace ActorMap.Cluster.Processes;

/// <summary>A worker process of this machine, as its parent sees it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // Threads of the pool that look for more work spin for it, and take that from the workers: 5 % of a core where all are busy (benchmarks: process-even).
    private const string SpinLimit = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";

    // A method is compiled anew, for speed, after so many calls (hexadecimal). After the runtime's 30 calls that befalls some 1,800 methods, most of which
    // hardly matter, and takes a fifth of the first ten seconds of maps; what matters is called 512 times at once (decision 0012).
    private const string CallsBeforeTier1 = "DOTNET_TC_CallCountThreshold";

    // What the runtime waits before it counts calls, in milliseconds (hexadecimal), so that what starts is not disturbed. Its own default, said aloud: a program
    // that is long past its start may have set another for itself, as the tool has (decision 0020), and its processes read the same file.
    private const string CountingDelay = "DOTNET_TC_CallCountingDelayMs";

    // Where a branch is counted before its method is compiled well, a call does it that many threads at once can make; a plain addition is enough for one worker, and
    // a map whose processes are killed takes a tenth less (decision 0028, benchmarks: kills).
    private const string CountingForManyThreads = "DOTNET_JitScalableProfiling";

    // From how many bytes on an object is large to the collector, and how many bytes of young ones it lets come together (hexadecimal). Large ones are the system's again after every few items, and new memory
    // takes many times as long as a copy; where a virtual machine does not tell of its cache, the runtime lets 256 KiB of young ones come together (decision 0030, benchmarks: process-large-in, process-pairs).
    private const string LargeObjects = "DOTNET_GCLOHThreshold";
    private const string YoungObjects = "DOTNET_GCgen0size";

    // Where a debugger and its like reach the runtime: it makes pipes for them in the temporary folder, which nobody removes of a process that is killed.
    private const string Diagnostics = "DOTNET_EnableDiagnostics";

    // DotNetty takes a stack trace, with lines of files, of one buffer in a hundred, to tell who did not give it back.
    private const string LeakDetection = "io.netty.leakDetection.level";

    private readonly WorkerCommand _command;
    private readonly TimeProvider _time;
    private readonly Process _process;
    private readonly WorkerPipes _pipes;
    private readonly TaskCompletionSource<WorkerExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(WorkerCommand command, TimeProvider time)
    {
        _command = command;
        _time = time;
        _process = new Process { StartInfo = StartInfo(command.CommandLine ?? WorkerHost.Find(Surroundings.Of(typeof(WorkerProcess).Assembly)).CommandLine, command.Workers) };
        _pipes = new WorkerPipes(command.Worker.Name, command.Relay, time);
    }

    /// <summary>What the worker is called: after the place that it has.</summary>
    public string Name
    {
        get => _pipes.Name;
        set => _pipes.Name = value;
    }

    /// <summary>The process.</summary>
    public int Pid { get; private set; }

    /// <summary>Where its node can be reached.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Whether it has the memory that it was offered.</summary>
    public bool SharesMemory { get; private set; }

    /// <summary>Completes when the process has ended, however it did.</summary>
    public Task<WorkerExit> Exited => _exited.Task;

    /// <summary>Starts a process and waits until its node is ready.</summary>
    /// <exception cref="PoolUnavailableException">It can't be started here, ended, said why it can't serve, or took too long; it no longer runs then.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerCommand command, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var worker = new WorkerProcess(command, time);
        try
        {
            await worker.LaunchAsync().ConfigureAwait(false);
            await worker.GreetAsync(cancellationToken).ConfigureAwait(false);
            LivingWorkers.Add(worker);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the process to finish and end; one that takes longer than <paramref name="grace"/> is killed.</summary>
    public async Task<WorkerExit> StopAsync(TimeSpan grace)
    {
        try
        {
            await Task.WhenAll(_pipes.SendAsync(WorkerProtocol.Stop), Exited).WaitAsync(grace, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
        }

        return await Exited.ConfigureAwait(false);
    }

    /// <summary>The bytes of memory that the process takes now; 0 where it has ended.</summary>
    public long ReadMemory()
    {
        try
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            return 0;
        }
    }

    /// <summary>Ends the process at once. It is nothing to kill one that has ended.</summary>
    public void Kill()
    {
        if (Pid == 0 || Exited.IsCompleted) return;
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended meanwhile.
        }
    }

    /// <summary>The end of its input: this process is about to end, and so is it.</summary>
    public void HangUp() => _pipes.Close();

    /// <summary>Kills the process if it runs, and hands on its last lines.</summary>
    public async ValueTask DisposeAsync()
    {
        LivingWorkers.Remove(this);
        if (Pid != 0)
        {
            Kill();
            await Exited.ConfigureAwait(false);
            await _pipes.HearLastWordsAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> commandLine, int workers)
    {
        var info = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        info.Environment.TryAdd(SpinLimit, "0");
        info.Environment.TryAdd(CallsBeforeTier1, "200");
        info.Environment.TryAdd(CountingDelay, "64");
        info.Environment.TryAdd(Diagnostics, "0");
        info.Environment.TryAdd(LeakDetection, "Disabled");
        info.Environment.TryAdd(LargeObjects, "200000");
        info.Environment.TryAdd(YoungObjects, "1000000");
        if (workers == 1) info.Environment.TryAdd(CountingForManyThreads, "0");
        return info;
    }

    private async Task LaunchAsync()
    {
        try
        {
            await ChildThread.StartAsync(_process, _exited).ConfigureAwait(false);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or IOException)
        {
            throw new PoolUnavailableException($"The worker process '{Name}' can't be started: {_process.StartInfo.FileName}: {error.Message}", error);
        }

        Pid = _process.Id;
        _pipes.Open(_process);
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        string? problem;
        try
        {
            problem = await FindProblemAsync().WaitAsync(_command.StartTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            problem = $"it was not ready within {_command.StartTimeout.TotalSeconds} s; allow a longer start, or start fewer at once";
        }

        if (problem is null) return;
        var printed = _pipes.Printed is { Length: > 0 } lines ? $"It printed last:\n{lines}" : "It printed nothing.";
        throw new PoolUnavailableException($"The worker process '{Name}' (pid {Pid}) did not start: {problem}. {printed}");
    }

    // Why it does not serve, or null where it does. Says it rather than throws it, as nobody may be listening any more.
    private async Task<string?> FindProblemAsync()
    {
        await _pipes.SendAsync(WorkerProtocol.Text(_command.Worker)).ConfigureAwait(false);
        await Task.WhenAny(_pipes.Answer, Exited).ConfigureAwait(false);
        // Its answer may still be in the pipe when its end is seen.
        if (!_pipes.Answer.IsCompleted) await _pipes.HearLastWordsAsync().ConfigureAwait(false);
        if (!_pipes.Answer.IsCompleted) return $"it ended ({await Exited.ConfigureAwait(false)}) before it was ready";
        var answer = await _pipes.Answer.ConfigureAwait(false);
        (Address, SharesMemory) = (answer.Address ?? "", answer.SharesMemory);
        return answer.Address is null ? answer.Error ?? "it has no address" : null;
    }
}
