using System.Collections.Concurrent;
using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>A pool, a directory for journals, and a count of what was run: static, as a captured counter would be state.</summary>
public abstract class JournalSpec<TSpec> : IAsyncLifetime
{
    protected static readonly ConcurrentQueue<long> Ran = new();

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("actormap-journal-");

    protected MapPool Pool { get; private set; } = null!;

    protected string JournalPath => Path.Combine(_directory.FullName, "job.journal");

    protected MapOptions Journaled => new() { Journal = Journal.AtPath(JournalPath) };

    public async Task InitializeAsync()
    {
        Ran.Clear();
        Pool = await MapPool.StartAsync(new PoolOptions { Workers = 3 });
    }

    public async Task DisposeAsync()
    {
        await Pool.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>What was run since the last call.</summary>
    protected static long[] TakeRan()
    {
        var ran = Ran.Order().ToArray();
        Ran.Clear();
        return ran;
    }

    protected static async Task<T> Within<T>(Task<T> task) => await task.WaitAsync(TimeSpan.FromSeconds(60));

    protected static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }
}
