using System.Diagnostics;

namespace ActorMap.Peers;

/// <summary>Worker processes of this program: each says a line when it is ready, and ends with its input.</summary>
internal static class Children
{
    public static async Task<string> StartAsync(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (!process.HasExited) process.Kill();
        };
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{string.Join(' ', arguments)} ended before it was ready.");
    }
}
