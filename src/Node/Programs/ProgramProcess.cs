using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Processes;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Programs;

/// <summary>A worker's program while it runs. What it prints as errors is handed on behind the worker's number.</summary>
internal sealed class ProgramProcess : IDisposable
{
    // What it printed is in the pipe when it ends; but a program of its own may hold that open.
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    // One whose input has ended may have something to write down.
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly WorkerInfo _worker;
    private readonly TaskCompletionSource<WorkerExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastLines _lastLines = new();
    private Task _errors = Task.CompletedTask;
    private int _pid;

    private ProgramProcess(Process process, WorkerInfo worker) => (_process, _worker) = (process, worker);

    /// <summary>How many items it has answered.</summary>
    internal long Answered { get; set; }

    internal LineExchange Exchange { get; private set; } = null!;

    /// <summary>Whether it has ended, also where something that it started holds its output open.</summary>
    internal bool HasEnded => _exited.Task.IsCompleted;

    /// <exception cref="IOException">It can't be started.</exception>
    internal static async Task<ProgramProcess> StartAsync(string file, string[] words, WorkerInfo worker)
    {
        var start = Launcher.Start(file, words);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardErrorEncoding = Encoding.UTF8;
        var process = new Process { StartInfo = start };
        var program = new ProgramProcess(process, worker);
        try
        {
            await ChildThread.StartAsync(process, program._exited).ConfigureAwait(false);
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            process.Dispose();
            throw new IOException($"{words[0]} can't be started: {error.Message}", error);
        }

        program.Open();
        return program;
    }

    /// <summary>Ends it at once, with all that it started.</summary>
    internal void Kill() => Posix.KillGroup(_pid, HasEnded);

    /// <summary>How a program ended that closed its output, in words: its kind, and what it said last.</summary>
    internal (string Kind, string LastLines) Describe()
    {
        var ended = Waited(_exited.Task, TimeSpan.FromSeconds(1));
        Waited(_errors, ended ? LastWords : TimeSpan.Zero);
        var kind = ended && _exited.Task.GetAwaiter().GetResult() is var exit ? (exit.Signal is { } signal ? $"signal {signal}" : $"exit code {exit.Code}") : "no answer";
        return (kind, _lastLines.ToString());
    }

    /// <summary>The end of its input asks it to end; one that does not is killed.</summary>
    /// <returns>What it wrote as results though nothing was asked of it.</returns>
    internal AnswerLines Finish()
    {
        var rest = new AnswerLines();
        _process.StandardInput.BaseStream.Dispose();
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < FarewellTime)
        {
            if (Exchange.HasMore(100) ? !Exchange.Take(rest) : HasEnded) break;
        }

        Waited(_exited.Task, FarewellTime - TimeProvider.System.GetElapsedTime(began));
        Waited(_errors, LastWords);
        return rest;
    }

    public void Dispose()
    {
        // Whatever of its group is left has nobody any more to work for.
        Kill();
        LivingPrograms.Remove(this);
        _exited.Task.GetAwaiter().GetResult();
        _process.Dispose();
    }

    private static bool Waited(Task task, TimeSpan most)
    {
        try
        {
            if (most > TimeSpan.Zero) task.WaitAsync(most, TimeProvider.System).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            // The caller looks at the task.
        }

        return task.IsCompleted;
    }

    private void Open()
    {
        _pid = _process.Id;
        LivingPrograms.Add(this);
        _errors = LinePump.RunAsync(_process.StandardError, Pass);
        Exchange = new LineExchange(Descriptor(_process.StandardInput.BaseStream), Descriptor(_process.StandardOutput.BaseStream), () => HasEnded);
    }

    private static int Descriptor(Stream pipe) => (int)((PipeStream)pipe).SafePipeHandle.DangerousGetHandle();

    private void Pass(string line)
    {
        _lastLines.Add(line);
        Streams.Tell($"[{_worker.Number}] {line}\n");
    }
}
