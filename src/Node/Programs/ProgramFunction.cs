using ActorMap.Functions;

namespace ActorMap.Node.Programs;

/// <summary>A program as a function object: each worker's copy has a process of its own.</summary>
internal sealed class ProgramFunction(string[] words) : IBatchMapFunction<JsonText, JsonText>, ILongBatches, IWorkerStart, IAsyncDisposable
{
    private Conversation? _conversation;
    private ItemAnswer[]? _answers;
    private long _first;
    private int _known;

    // Between two batches the program has nothing to do: the fewer, the better.
    public TimeSpan BatchTime => TimeSpan.FromMilliseconds(50);

    public async ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
    {
        _conversation = new Conversation(ProgramFinder.Find(words[0]), words, worker);
        await _conversation.StartAsync();
    }

    public void Invoke(ReadOnlySpan<JsonText> items, Span<JsonText> results, MapContext context)
    {
        // A batch with a failure is asked for again, item by item. What was run is not run twice: its answers are here.
        if (items.Length == 1 && context.Index >= _first && context.Index < _first + _known)
        {
            results[0] = Known((int)(context.Index - _first));
            return;
        }

        if (_answers is null || _answers.Length < items.Length) _answers = new ItemAnswer[items.Length];
        _known = 0;
        var answers = _answers.AsSpan(0, items.Length);
        _conversation!.Run(items, answers, context.CancellationToken);
        Exception? error = null;
        for (var i = 0; i < items.Length; i++)
        {
            results[i] = answers[i].Value;
            error ??= answers[i].Error;
        }

        if (error is null) return;
        (_first, _known) = (context.Index, items.Length);
        throw error;
    }

    public async ValueTask DisposeAsync()
    {
        if (_conversation is not { } conversation) return;
        await Task.Run(conversation.Finish);
    }

    private JsonText Known(int offset)
    {
        var answer = _answers![offset];

        // Each is asked for once; a later try of the item is to run.
        _answers[offset] = new ItemAnswer(default, null);
        if (offset == _known - 1) _known = 0;
        return answer.Error is { } error ? throw error : answer.Value;
    }
}
