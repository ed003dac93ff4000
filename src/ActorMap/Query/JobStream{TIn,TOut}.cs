using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Query;

/// <summary>The consumer's end of a running map: starts it at the first request, takes piece after piece, says what was taken, and stops it when it is left.</summary>
internal sealed class JobStream<TIn, TOut>(MapQuery<TIn, TOut> query, Delivery delivery, CancellationToken cancellationToken) : IAsyncDisposable
{
    // The job ends within its own time limits; this is for a defect of ours only.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(60);

    private readonly StreamOutlet _outlet = new(delivery);
    private Work? _work;
    private CancellationTokenRegistration _registration;
    private Piece? _piece;
    private bool _over;

    /// <summary>The next piece; null at the end. The one before it is let go.</summary>
    public async ValueTask<Piece?> NextAsync()
    {
        if (_over) return null;
        if (_work is null) Start();
        LetGo();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_outlet.Pieces.TryRead(out var piece)) return _piece = piece;
            _work!.Aggregator.Tell(new ConsumerWaits(_work.Job), ActorRefs.NoSender);
            if (!await _outlet.Pieces.WaitToReadAsync(cancellationToken).ConfigureAwait(false)) break;
        }

        await EndAsync().ConfigureAwait(false);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        var isRunning = _work is not null && !_over;
        _over = true;
        if (!isRunning) return;

        // The rest of the piece is not taken: that would have more read that nobody wants.
        _piece?.LetGo();
        _piece = null;
        query.Pool.Cancel(_work!.Job, null);
        await EndAsync().ConfigureAwait(false);
        while (_outlet.Pieces.TryRead(out var piece)) piece.LetGo();
    }

    private void Start()
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var work = query.CreateWork(delivery);
            query.Start(work, _outlet);
            _work = work;
        }
        catch
        {
            _over = true;
            throw;
        }

        _registration = cancellationToken.UnsafeRegister(_ => query.Pool.Cancel(_work.Job, new MapCancelled(cancellationToken)), null);
    }

    private void LetGo()
    {
        if (_piece is not { } piece) return;
        _piece = null;
        piece.LetGo();
        _work!.Aggregator.Tell(new Taken(_work.Job, piece.Range.Length), ActorRefs.NoSender);
    }

    private async Task EndAsync()
    {
        _over = true;
        await _registration.DisposeAsync().ConfigureAwait(false);
        await _outlet.Ended.WaitAsync(LongestEnd, TimeProvider.System).ConfigureAwait(false);
    }
}
