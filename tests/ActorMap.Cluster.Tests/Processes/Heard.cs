using System.Text;

namespace ActorMap.Cluster.Tests.Processes;

/// <summary>Keeps the lines that are written to it, and tells when one comes that somebody waits for.</summary>
internal sealed class Heard : TextWriter
{
    private readonly List<(string Text, TaskCompletionSource Came)> _awaited = [];
    private readonly List<string> _lines = [];

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_lines)
        {
            _lines.Add(value!);
            foreach (var (text, came) in _awaited)
                if (value!.Contains(text, StringComparison.Ordinal)) came.TrySetResult();
        }
    }

    public Task LineAsync(string text)
    {
        lock (_lines)
        {
            var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal))) came.SetResult();
            _awaited.Add((text, came));
            return came.Task.WaitAsync(Dummies.Deadline);
        }
    }
}
