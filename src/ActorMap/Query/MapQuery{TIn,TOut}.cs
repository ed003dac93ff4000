using System.Runtime.CompilerServices;
using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Jobs;
using ActorMap.Journaling;
using ActorMap.Query;
using ActorMap.Sources;
using ActorMap.Workers;

namespace ActorMap;

/// <summary>
/// A map that is described and has not begun. Await it for all results as an array, enumerate it for each as soon as it is next, or ask for the outcomes with
/// failures as values. Nothing runs until then, and it runs once.
/// </summary>
/// <typeparam name="TIn">The type of an item.</typeparam>
/// <typeparam name="TOut">The type of a result.</typeparam>
public sealed class MapQuery<TIn, TOut> : IAsyncEnumerable<TOut>
{
    private readonly MapPool _pool;
    private readonly CallerFunction<TIn, TOut> _function;
    private readonly Source<TIn> _items;
    private readonly MapOptions _options;
    private int _started;

    internal MapQuery(MapPool pool, CallerFunction<TIn, TOut> function, Source<TIn> items, MapOptions options) =>
        (_pool, _function, _items, _options) = (pool, function, items, options);

    internal MapPool Pool => _pool;

    /// <summary>The same map with options.</summary>
    /// <param name="options">How it is run; they replace those of this query.</param>
    /// <returns>A new query over the same source. Each starts once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; it is named.</exception>
    public MapQuery<TIn, TOut> With(MapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new MapQuery<TIn, TOut>(_pool, _function, _items, options);
    }

    /// <summary>Runs the map: <c>await query</c> is <see cref="ToArrayAsync"/> without a token. Use that where a task is needed (<c>ConfigureAwait</c>, <c>WhenAll</c>).</summary>
    /// <returns>The awaiter of the results. A map of fewer items than there are cores is waited for at once, for up to 30 µs: where it has ended by then, the caller goes on without a pause.</returns>
    public TaskAwaiter<TOut[]> GetAwaiter() => Run(isAwaited: true, CancellationToken.None).GetAwaiter();

    /// <summary>Runs the map to its end.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The results, in input order.</returns>
    /// <exception cref="MapItemException">An item failed: always the one with the lowest index.</exception>
    /// <exception cref="StateCopyException">The function's state can't be copied to the workers.</exception>
    /// <exception cref="ActorMapException">The function could not be prepared in a worker, or the pool went away.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The query was started before.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public Task<TOut[]> ToArrayAsync(CancellationToken cancellationToken = default) => Run(isAwaited: false, cancellationToken);

    /// <summary>Runs the map and gives the results in input order, as soon as each is next. Leaving the enumeration stops the work that nobody waits for.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The enumerator; it throws as <see cref="ToArrayAsync"/> does, after the results before the failure.</returns>
    /// <exception cref="InvalidOperationException">The query was started before.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public IAsyncEnumerator<TOut> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Claim();
        return new ValueStream<TIn, TOut>(new JobStream<TIn, TOut>(this, Delivery.Values, cancellationToken));
    }

    /// <summary>Runs the map and gives every outcome in input order, failures as values.</summary>
    /// <returns>The outcomes; starts when it is enumerated. With a <see cref="MapOptions.Halt"/> that is reached, throws <see cref="MapHaltedException"/> after what there is.</returns>
    public IAsyncEnumerable<MapResult<TIn, TOut>> Settled() => new OutcomeSequence<TIn, TOut>(this, Delivery.Settled);

    /// <summary>Runs the map and gives every outcome as it finishes, failures as values.</summary>
    /// <returns>The outcomes; starts when it is enumerated. With a <see cref="MapOptions.Halt"/> that is reached, throws <see cref="MapHaltedException"/> after what there is.</returns>
    public IAsyncEnumerable<MapResult<TIn, TOut>> AsCompleted() => new OutcomeSequence<TIn, TOut>(this, Delivery.AsCompleted);

    /// <summary>A query runs once: its source may not be read twice.</summary>
    internal void Claim()
    {
        _pool.CheckAlive();
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("This map has been started already; a query runs once. Call Map again, or With, for another run.");
    }

    internal Work<TIn, TOut> CreateWork(Delivery delivery)
    {
        var exact = _options.ChunkSize is { } size ? Math.Min(size, _options.MaxInFlight ?? size) : (int?)null;
        var job = _pool.NextJob();
        var cargo = _pool.Shipping?.Load(job, _function, _options.State);
        var copies = cargo is not null
            ? FunctionCopies.Elsewhere(_function.Function)
            : FunctionCopies.Capture(_function.Function, InsideWorker.Is ? 1 : _pool.Workers, replaceable: _options.ItemTimeout is not null || _function.Form == FunctionForm.Async, _options.State);
        var source = _items.Open(exact, _pool.Time);
        _options.Observer?.Begins(() => source.Reading);
        return new Work<TIn, TOut>(job, _options, copies, _pool.Time, source, _function.Form, delivery)
        {
            Grace = _pool.Grace,
            Cargo = cargo,
            ChunkTime = cargo is null ? (_function.Function as ILongBatches)?.BatchTime : null,

            // Last, when there is room for the results: of a map that does not begin nobody would close it.
            Journal = _options.Journal is null ? null : JobJournal<TIn, TOut>.Open(_options, _function.Function, source.Total),
        };
    }

    internal void Start(Work work, Outlet outlet)
    {
        if (work.Journal is { } journal)
        {
            journal.OnFailure(error => _pool.Cancel(work.Job, error));
            outlet = new JournaledOutlet(outlet, journal, work);
        }

        _pool.Start(new JobPlan(work, outlet, _options.Name ?? work.Job.ToString()) { IsNested = InsideWorker.Is && work.Cargo is null });
    }

    private Task<TOut[]> Run(bool isAwaited, CancellationToken cancellationToken)
    {
        Claim();
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<TOut[]>(cancellationToken);
        Work<TIn, TOut> work;
        try
        {
            work = CreateWork(Delivery.Array);
        }
        catch (Exception error)
        {
            return Task.FromException<TOut[]>(error);
        }

        var outlet = new ArrayOutlet<TIn, TOut>(work);
        using (var lent = isAwaited ? _pool.Lend(work, outlet.Result) : null)
        {
            Start(work, outlet);
            lent?.Wait();
        }

        return cancellationToken.CanBeCanceled ? CancellableAsync(outlet.Result, work, cancellationToken) : outlet.Result;
    }

    private async Task<TOut[]> CancellableAsync(Task<TOut[]> result, Work work, CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(_ => _pool.Cancel(work.Job, new MapCancelled(cancellationToken)), null).ConfigureAwait(false))
        {
            return await result.ConfigureAwait(false);
        }
    }
}
