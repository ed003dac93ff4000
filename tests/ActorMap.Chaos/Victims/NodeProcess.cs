using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ActorMap.Chaos.Plans;

namespace ActorMap.Chaos.Victims;

/// <summary><c>actormap node</c> as a process, and what has been done to it.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    // Nodes outlive whoever started them: those that a broken run leaves behind end by themselves.
    private const string IdleTimeout = "5m";

    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "ActorMap.Chaos.dll");

    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<string> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly Task _listening;

    private NodeProcess(Process process)
    {
        _process = process;
        Pid = process.Id;
        _listening = ListenAsync();
    }

    public int Pid { get; }

    public string Address { get; private set; } = "";

    /// <summary>Whether nothing was done to it that could end it.</summary>
    public bool IsUntouched { get; set; } = true;

    /// <summary>Whether it was asked to leave, and nothing else.</summary>
    public bool IsLeaving { get; set; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Its last lines.</summary>
    public string Said => string.Join("\n", _said);

    /// <summary>Starts a node, and waits until it is up.</summary>
    public static async Task<NodeProcess> StartAsync(IEnumerable<string> seeds, string? config)
    {
        string[] join = seeds.ToArray() is { Length: > 0 } all ? ["--join", string.Join(',', all)] : [];
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "ActorMap.Node"),
            ["node", "--port", "0", "-j", "1", "--functions", Library, "--idle-timeout", IdleTimeout, "--wait-timeout", "4m", .. join, .. config is null ? (string[])[] : ["--config", config]])
        {
            RedirectStandardInput = true, RedirectStandardError = true,
        };
        var node = new NodeProcess(Process.Start(start)!);
        try
        {
            node.Address = await node._up.Task.WaitAsync(Settings.Deadline);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public Task WaitAsync() => _process.WaitForExitAsync().WaitAsync(Settings.Deadline);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _listening;
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _said.Enqueue(line);
            if (_said.Count > 50) _said.TryDequeue(out _);
            if (Up().Match(line) is { Success: true } match) _up.TrySetResult(match.Groups[1].Value);
        }

        _up.TrySetException(new InvalidOperationException($"The node ended before it was up: {Said}"));
    }

    [GeneratedRegex(@"^actormap: node (\S+) is up ")]
    private static partial Regex Up();
}
