using System.Collections.Concurrent;

namespace ActorMap.Benchmarks.Peers;

/// <summary>A thread that does what it is given, by hand: what waking it and coming back costs at least.</summary>
internal sealed class OwnThread
{
    private readonly BlockingCollection<(long Item, TaskCompletionSource<long> Result)> _items = [];

    public OwnThread() => new Thread(Run) { IsBackground = true }.Start();

    public Task<long> AskAsync(long item)
    {
        var result = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _items.Add((item, result));
        return result.Task;
    }

    private void Run()
    {
        foreach (var (item, result) in _items.GetConsumingEnumerable()) result.SetResult(item + 1);
    }
}
