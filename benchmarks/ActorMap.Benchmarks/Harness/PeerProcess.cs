using System.Diagnostics;
using System.Text.Json;

namespace ActorMap.Benchmarks.Harness;

/// <summary>The outside of a peer's process.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly string _name;
    private readonly Process _process;

    public PeerProcess(Work work, Peer peer, Settings settings)
    {
        _name = $"{work.Name}, {peer.Name}";
        _process = peer is ForeignPeer foreign ? Start(foreign.Path, foreign.Arguments) : Start(Environment.ProcessPath!, ["peer", work.Name, peer.Name, .. settings.ForPeers()]);
    }

    public static Process Start(string path, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(path, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public Task WarmAsync() => AskAsync(PeerHost.Warm);

    public Task<Sample> RoundAsync() => AskAsync("round");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private async Task<Sample> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        var answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The process of '{_name}' ended; see above.");
        return JsonSerializer.Deserialize<Sample>(answer)!;
    }
}
