using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>What a member logs, to be waited for.</summary>
internal sealed class LogLines
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentBag<(string Part, TaskCompletionSource<string> Seen)> _awaited = [];

    public LogLines(ActorSystem system) => system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new Listener(this))), typeof(LogEvent));

    public override string ToString() => string.Join('\n', _lines);

    public async Task<string> ContainingAsync(string part)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((part, seen));
        if (_lines.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
            return line;
        try
        {
            return await seen.Task.WaitAsync(Members.Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No line with '{part}' among:\n{this}");
        }
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        foreach (var (part, seen) in _awaited)
        {
            if (line.Contains(part, StringComparison.Ordinal))
                seen.TrySetResult(line);
        }
    }

    private sealed class Listener(LogLines lines) : UntypedActor
    {
        protected override void OnReceive(object message) => lines.Add(message.ToString() ?? string.Empty);
    }
}
