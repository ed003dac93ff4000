using System.Threading.Channels;
using ActorMap.Functions;

namespace ActorMap.Aggregation;

/// <summary>The outcomes as a stream that the consumer takes in its own time. The read-ahead bounds how much is in it.</summary>
internal sealed class StreamOutlet(Delivery delivery) : Outlet
{
    private readonly Channel<Piece> _pieces = Channel.CreateUnbounded<Piece>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = false });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelReader<Piece> Pieces => _pieces.Reader;

    /// <summary>Completes when the job has let go of everything, whatever became of it.</summary>
    public Task Ended => _ended.Task;

    public override bool InOrder => delivery != Delivery.AsCompleted;

    public override bool TakesFailures => delivery != Delivery.Values;

    public override void Put(Piece piece)
    {
        if (!_pieces.Writer.TryWrite(piece)) piece.LetGo();
    }

    public override void End(Exception? error)
    {
        _pieces.Writer.TryComplete(error);
        _ended.TrySetResult();
    }
}
