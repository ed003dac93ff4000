using System.Diagnostics.Tracing;
using System.Globalization;

namespace ActorMap.Benchmarks.Counting;

/// <summary>Bytes that this process has sent and received over sockets, whoever used them.</summary>
internal sealed class SocketBytes : EventListener
{
    private const string Source = "System.Net.Sockets";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, double> _totals = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As of a moment after the call.</summary>
    public async Task<(double Sent, double Received)> ReadAsync()
    {
        // The first may have been under way, and one of the two comes before the other.
        for (var i = 0; i < 3; i++)
        {
            Task told;
            lock (_lock) told = _told.Task;
            await told.WaitAsync(Patience);
        }

        lock (_lock) return (_totals.GetValueOrDefault("bytes-sent"), _totals.GetValueOrDefault("bytes-received"));
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source) EnableEvents(eventSource, EventLevel.Informational, EventKeywords.None, new Dictionary<string, string?> { ["EventCounterIntervalSec"] = "0.2" });
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName != "EventCounters" || eventData.Payload is not [IDictionary<string, object> counter, ..] || counter["Name"] is not string name || !counter.TryGetValue("Mean", out var mean)) return;
        lock (_lock)
        {
            _totals[name] = Convert.ToDouble(mean, CultureInfo.InvariantCulture);
            if (name != "bytes-received") return;
            _told.TrySetResult();
            _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
