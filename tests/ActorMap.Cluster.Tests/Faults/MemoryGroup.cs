using System.Globalization;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>A memory cgroup of the kernel's, of either version: a process in it that takes more than its limit is killed.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private MemoryGroup(string path) => Path = path;

    public string Path { get; }

    /// <summary>Null where none can be made: it takes root, and a file system that may be written.</summary>
    public static MemoryGroup? TryCreate(long limit)
    {
        foreach (var (root, file) in ((string, string)[])[("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")])
        {
            var path = $"{root}/actormap-{Guid.NewGuid():N}";
            try
            {
                if (!Directory.Exists(root)) continue;
                Directory.CreateDirectory(path);
                var group = new MemoryGroup(path);
                try
                {
                    File.WriteAllText($"{path}/{file}", limit.ToString(CultureInfo.InvariantCulture));
                    return group;
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    group.Dispose();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Not here.
            }
        }

        return null;
    }

    /// <summary>Joins the group with this process, and takes memory until the kernel ends it; without a group the end is the same, but not the kernel's doing.</summary>
    public static int Exhaust(string? path)
    {
        if (path is null)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            return -1;
        }

        File.WriteAllText($"{path}/cgroup.procs", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        for (var held = new List<byte[]>(); ;) held.Add(RecycledProcesses.Touched(10_000_000));
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path);
        }
        catch (IOException)
        {
            // A process in it is about to end.
        }
    }
}
