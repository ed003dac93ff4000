using System.Diagnostics;
using System.Text;

namespace ActorMap.Cluster.Processes;

/// <summary>What a parent and a worker process say to each other, and what the worker prints besides.</summary>
internal sealed class WorkerPipes(string name, TextWriter relay, TimeProvider time)
{
    // What a process printed is in the pipe when it ends, but a grandchild may hold the pipe open for ever.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<WorkerAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastLines _lastLines = new();
    private Task _printed = Task.CompletedTask;
    private Stream _toWorker = Stream.Null;

    /// <summary>What stands before the lines that the worker prints.</summary>
    public string Name { get; set; } = name;

    /// <summary>Completes when the worker has answered; never if it does not.</summary>
    public Task<WorkerAnswer> Answer => _answer.Task;

    /// <summary>The last lines that the worker printed.</summary>
    public string Printed => _lastLines.ToString();

    /// <summary>Begins to listen to a process that runs.</summary>
    public void Open(Process process)
    {
        _toWorker = process.StandardInput.BaseStream;
        _printed = Task.WhenAll(LinePump.RunAsync(process.StandardOutput, Hear), LinePump.RunAsync(process.StandardError, Pass));
    }

    /// <summary>Sends a line; to a process that has ended it is sent for nothing.</summary>
    public async Task SendAsync(string line)
    {
        try
        {
            await _toWorker.WriteAsync(Encoding.UTF8.GetBytes(line + "\n")).ConfigureAwait(false);
            await _toWorker.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process ended, which is told by its exit.
        }
    }

    /// <summary>The end of what the worker is told. Nothing is written there that could be lost.</summary>
    public void Close()
    {
        try
        {
            _toWorker.Dispose();
        }
        catch (IOException)
        {
            // The process ended, which is told by its exit.
        }
    }

    /// <summary>Waits until all that an ended process printed has been heard, but not for long.</summary>
    public async Task HearLastWordsAsync()
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(_printed, Task.Delay(LastWords, time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }

    private void Hear(string line)
    {
        if (!Answer.IsCompleted && WorkerProtocol.Answer(line) is { } answer) _answer.TrySetResult(answer);
        // The worker itself writes an empty line before its answer.
        else if (line.Length > 0) Pass(line);
    }

    private void Pass(string line)
    {
        _lastLines.Add(line);
        try
        {
            lock (relay) relay.WriteLine($"[{Name}] {line}");
        }
        catch (Exception)
        {
            // Whatever the writer has, the pipe must be emptied, or the worker would wait for it for ever.
        }
    }
}
