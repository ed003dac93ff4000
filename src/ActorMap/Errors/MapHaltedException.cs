namespace ActorMap;

/// <summary>A map whose failures are delivered as values stopped early, as <see cref="MapOptions.Halt"/> asked. Thrown after what there is was delivered.</summary>
public sealed class MapHaltedException : ActorMapException
{
    internal MapHaltedException(Halt halt, long done, long failed)
        : base($"The map stopped as its halt rule {halt} asked: {failed} of {done} items had failed by then. Use Halt.Never to run all items.")
    {
        Done = done;
        Failed = failed;
    }

    /// <summary>The number of outcomes, failures included, when the map halted. Items that were under way then may have been delivered as well.</summary>
    public long Done { get; }

    /// <summary>The number of failures among them.</summary>
    public long Failed { get; }
}
