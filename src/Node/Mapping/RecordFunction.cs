using ActorMap.Functions;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Results;
using ActorMap.Node.Timing;

namespace ActorMap.Node.Mapping;

/// <summary>
/// What the pool maps: reads a record, calls the user's function, encodes the result, all in the worker. It is copied as any
/// function object is, so it holds plain data and the user's function; parser and encoder are each worker's own.
/// </summary>
internal abstract class RecordFunction<TIn, TOut>(RecordShape input, OutputShape output)
    : IRecordFunction, ITimedStages, IWorkerStart, IAsyncDisposable
{
    private protected abstract object Function { get; }

    private protected RecordParser<TIn> Parser { get; private set; } = null!;

    private protected ResultWriter<TIn, TOut> Writer { get; private set; } = null!;

    /// <summary>Where the times of samples are kept, for all workers of this process; null where they are not taken.</summary>
    public StageTimes? Stages { get; set; }

    /// <summary>Whether its workers are elsewhere, and send the times with their results.</summary>
    public bool StampsResults { get; set; }

    private protected StageSampler Sampler { get; private set; } = null!;

    /// <summary>What reads and writes the function's types, wherever they came from.</summary>
    private JsonTypes Types => JsonTypes.Of(Function.GetType(), (Function as IMethodFunction)?.Method.DeclaringType, GetType());

    public void CheckBinding()
    {
        RecordParsers.Create<TIn>(input, Types);
        ResultEncoders.Create<TOut>(output, Types);
    }

    public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
    {
        var types = Types;
        Parser = RecordParsers.Create<TIn>(input, types);
        Sampler = new StageSampler(Stages is not null || StampsResults, TimeProvider.System);
        Writer = new ResultWriter<TIn, TOut>(input, output, types);
        return Function is IWorkerStart start ? start.StartAsync(worker, cancellationToken) : ValueTask.CompletedTask;
    }

    /// <returns>The result, with its times behind it where they have to travel.</returns>
    private protected Encoded Timed(Encoded result, long began, long called, long returned)
    {
        var (encoding, all) = Sampler.Take(began, called, returned, Sampler.Now());
        if (StampsResults) return StageStamp.On(result, encoding, all);
        Stages!.Add(encoding, all);
        return result;
    }

    public ValueTask DisposeAsync()
    {
        switch (Function)
        {
            case IAsyncDisposable asynchronous:
                return asynchronous.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        return ValueTask.CompletedTask;
    }
}

internal sealed class SynchronousRecordFunction<TIn, TOut>(IMapFunction<TIn, TOut> function, RecordShape input, OutputShape output)
    : RecordFunction<TIn, TOut>(input, output), IMapFunction<Record, Encoded>
{
    private protected override object Function => function;

    public Encoded Invoke(Record item, MapContext context)
    {
        if (!Sampler.Skips()) return InvokeTimed(in item, context);
        var value = Parser.Parse(in item);
        return Writer.Write(context.Index, value, function.Invoke(value, context));
    }

    private Encoded InvokeTimed(in Record item, MapContext context)
    {
        var began = Sampler.Now();
        var value = Parser.Parse(in item);
        var called = Sampler.Now();
        var answer = function.Invoke(value, context);
        var returned = Sampler.Now();
        return Timed(Writer.Write(context.Index, value, answer), began, called, returned);
    }
}

internal sealed class AsynchronousRecordFunction<TIn, TOut>(IAsyncMapFunction<TIn, TOut> function, RecordShape input, OutputShape output)
    : RecordFunction<TIn, TOut>(input, output), IAsyncMapFunction<Record, Encoded>
{
    private protected override object Function => function;

    // What follows the await comes back to the worker, so the writer is used by one item at a time.
    public async ValueTask<Encoded> InvokeAsync(Record item, MapContext context)
    {
        var isTimed = !Sampler.Skips();
        var began = isTimed ? Sampler.Now() : 0;
        var value = Parser.Parse(in item);
        var called = isTimed ? Sampler.Now() : 0;
        var answer = await function.InvokeAsync(value, context);
        var returned = isTimed ? Sampler.Now() : 0;
        var result = Writer.Write(context.Index, value, answer);
        return isTimed ? Timed(result, began, called, returned) : result;
    }
}

internal sealed class BatchRecordFunction<TIn, TOut>(IBatchMapFunction<TIn, TOut> function, RecordShape input, OutputShape output)
    : RecordFunction<TIn, TOut>(input, output), IBatchMapFunction<Record, Encoded>, ILongBatches
{
    public TimeSpan BatchTime => (function as ILongBatches)?.BatchTime ?? Work.BatchTime;

    private protected override object Function => function;

    private TIn[] _values = [];
    private TOut[] _answers = [];

    public void Invoke(ReadOnlySpan<Record> items, Span<Encoded> results, MapContext context)
    {
        if (_values.Length < items.Length)
        {
            _values = new TIn[items.Length];
            _answers = new TOut[items.Length];
        }

        var isTimed = !Sampler.Skips();
        var began = isTimed ? Sampler.Now() : 0;
        for (var i = 0; i < items.Length; i++) _values[i] = Parser.Parse(in items[i]);
        var called = isTimed ? Sampler.Now() : 0;
        function.Invoke(_values.AsSpan(0, items.Length), _answers.AsSpan(0, items.Length), context);
        var returned = isTimed ? Sampler.Now() : 0;
        for (var i = 0; i < items.Length; i++) results[i] = Writer.Write(context.Index + i, _values[i], _answers[i]);
        if (isTimed) results[items.Length - 1] = Timed(results[items.Length - 1], began, called, returned);
    }
}
