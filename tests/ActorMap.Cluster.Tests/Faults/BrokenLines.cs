using System.Globalization;
using System.Net.Sockets;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class BrokenLines
{
    [Fact]
    public async Task A_process_that_can_not_be_reached_any_more_is_ended_and_what_it_held_runs_in_another()
    {
        var marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });

        var processes = await pool.Map((int item) => HangUpOnce(marker, item), Enumerable.Range(0, 10)).ToArrayAsync().WaitAsync(Reception.Deadline);

        var broken = int.Parse(await File.ReadAllTextAsync(marker), CultureInfo.InvariantCulture);
        File.Delete(marker);
        Assert.Equal(10, processes.Length);
        Assert.DoesNotContain(broken, processes[5..]);
        Assert.False(Running.IsThere(broken));
    }

    private static int HangUpOnce(string marker, int item)
    {
        if (item != 5 || File.Exists(marker)) return Environment.ProcessId;
        File.WriteAllText(marker, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        foreach (var descriptor in Directory.EnumerateFiles("/proc/self/fd").Where(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true))
        {
            using var socket = new Socket(new SafeSocketHandle(int.Parse(Path.GetFileName(descriptor), CultureInfo.InvariantCulture), ownsHandle: false));
            if (socket.Connected) socket.Shutdown(SocketShutdown.Both);
        }

        // Only its end leads out of here.
        using var never = new ManualResetEvent(initialState: false);
        never.WaitOne();
        return 0;
    }
}
