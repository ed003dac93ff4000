using ActorMap.Messages;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Sources;

/// <summary>A source that is read as far as a spec says, and no further.</summary>
internal sealed class Reading<T> : IDisposable
{
    private readonly SemaphoreSlim _advanced = new(0);

    public Reading(IEnumerable<T> items, int? exactChunk = null)
    {
        Source = new EnumerableSource<T>(items, exactChunk, TimeProvider.System);
        Source.Start(() => _advanced.Release());
    }

    public ReadSource<T> Source { get; }

    /// <summary>Comes back when so many items are there, or all of them.</summary>
    public async Task ToAsync(long limit, long ahead)
    {
        while (Source.Readable < limit && !Source.Ended)
        {
            Source.ReadTo(limit, ahead);
            Source.Arm(limit - 1);
            await AdvancedAsync();
        }
    }

    /// <summary>Waits for the source's word.</summary>
    public async Task AdvancedAsync() => Assert.True(await _advanced.WaitAsync(TimeSpan.FromMinutes(1)));

    /// <summary>Reads on, a few items ahead of what is answered, and says which segments the items lay in.</summary>
    public async Task<List<IndexRange>> WalkAsync(long items, long ahead)
    {
        var segments = new List<IndexRange>();
        for (long index = 0; index < items; index++)
        {
            await ToAsync(Math.Min(items, index + ahead), ahead);
            var end = index + Source.LongestFrom(index);
            if (segments.Count == 0 || segments[^1].End <= index) segments.Add(new IndexRange(index, end));

            // One that has no room for large items ends before it is full.
            segments[^1] = segments[^1] with { End = end };
            Source.Answered(index + 1);
        }

        return segments;
    }

    public void Dispose()
    {
        Source.Stop();
        _advanced.Dispose();
    }
}
