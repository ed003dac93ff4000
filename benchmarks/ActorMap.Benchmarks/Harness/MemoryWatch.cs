namespace ActorMap.Benchmarks.Harness;

/// <summary>How far memory grows over what it was at the start: looked at every few milliseconds from a thread of its own.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(5);

    private readonly long _heapAtStart = GC.GetTotalMemory(forceFullCollection: true);
    private readonly long _residentAtStart = ProcessMemory.Resident;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private long _heap;
    private long _resident;

    public MemoryWatch()
    {
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    public long HeapGrowth => Math.Max(0, _heap - _heapAtStart);

    public long ResidentGrowth => Math.Max(0, _resident - _residentAtStart);

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        do
        {
            _heap = Math.Max(_heap, GC.GetTotalMemory(forceFullCollection: false));
            _resident = Math.Max(_resident, ProcessMemory.Resident);
        }
        while (!_stop.Wait(Every));
    }
}
