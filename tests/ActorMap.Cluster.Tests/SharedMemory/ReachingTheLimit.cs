using System.Diagnostics;
using ActorMap.Cluster.Tests.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.SharedMemory;

/// <summary>Programs whose files may not grow (<c>ulimit -f</c>): who tries is ended by a signal.</summary>
public sealed class ReachingTheLimit
{
    [Theory]
    [InlineData(100_000)]
    [InlineData(524_300)]
    public async Task A_program_that_may_have_no_memory_in_common_or_no_more_lives_and_sends_messages(int limit)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"ulimit -f {limit}; exec \"$@\"", "bash", .. Dummies.CommandLine("pool")]) { RedirectStandardOutput = true };
        using var program = Process.Start(start)!;
        try
        {
            var output = await program.StandardOutput.ReadToEndAsync().WaitAsync(Dummies.Deadline);
            await program.WaitForExitAsync().WaitAsync(Dummies.Deadline);
            Assert.Equal((0, "34000000\n"), (program.ExitCode, output));
        }
        finally
        {
            program.Kill();
        }
    }
}
