using System.Diagnostics;
using System.Globalization;
using ActorMap.Tests.Shared;

namespace ActorMap.Node.Tests.Support;

/// <summary>The tool while it runs: fed, listened to, and sent signals.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _deadline = new(Patience.Long);

    private RunningTool(Process process) => _process = process;

    internal static RunningTool Map(params string[] arguments) => Start(["map", .. arguments]);

    internal static RunningTool Start(string[] arguments) => Start(Tool.Path, Tool.Patient(arguments));

    /// <summary>The tool with a terminal to lose: whoever runs the specs may have none, and SIGHUP ignored.</summary>
    internal static RunningTool OfTerminal(params string[] arguments) =>
        Start("python3", ["-c", "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])", Tool.Path, .. arguments]);

    /// <summary>The tool with a life line that it and all that it starts hold, whether they know of it or not.</summary>
    internal static RunningTool Holding(string lifeLine, string[] arguments) =>
        Start("bash", ["-c", "exec 9> \"$1\"; shift; exec \"$0\" \"$@\"", Tool.Path, lifeLine, .. Tool.Patient(arguments)]);

    /// <summary>Another program, that becomes the tool.</summary>
    internal static RunningTool Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        return new RunningTool(Process.Start(start)!);
    }

    internal int Pid => _process.Id;

    internal bool HasExited => _process.HasExited;

    internal async Task WriteAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync(_deadline.Token);
    }

    internal async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(_deadline.Token);

    internal async Task<string?> ReadErrorLineAsync() => await _process.StandardError.ReadLineAsync(_deadline.Token);

    /// <summary>Reads what it says on standard error, up to a line with these words.</summary>
    internal async Task SaysAsync(string words)
    {
        var said = string.Empty;
        while (await ReadErrorLineAsync() is { } line)
        {
            said += line + "\n";
            if (line.Contains(words, StringComparison.Ordinal)) return;
        }

        throw new InvalidOperationException($"It ended without '{words}': {said}");
    }

    internal async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(_deadline.Token);
    }

    /// <summary>The end: what else it wrote, and its exit code. Its input stays open.</summary>
    internal async Task<ToolResult> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(_deadline.Token);
        var error = _process.StandardError.ReadToEndAsync(_deadline.Token);
        await _process.WaitForExitAsync(_deadline.Token);
        return new ToolResult(await output, await error, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _deadline.Dispose();
    }
}
