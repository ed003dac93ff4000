namespace ActorMap.Cluster.Processes;

/// <summary>The last lines that a worker printed, for the error that says why it is gone.</summary>
internal sealed class LastLines
{
    // Enough for a stack trace's head; an error with more is read by nobody.
    private const int Kept = 20;

    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Kept) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
