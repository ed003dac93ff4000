namespace ActorMap.Aggregation;

/// <summary>Where a job's outcomes go: the aggregator puts them in, the consumer takes them out.</summary>
internal abstract class Outlet
{
    /// <summary>Whether pieces are put in by position, or as they finish.</summary>
    public virtual bool InOrder => true;

    /// <summary>Whether the consumer takes pieces in its own time, rather than all as they come.</summary>
    public virtual bool IsPaced => true;

    /// <summary>Whether failures are delivered as outcomes, rather than thrown at the end.</summary>
    public virtual bool TakesFailures => false;

    /// <summary>Whether results are in their place already, so that there is nothing to put in.</summary>
    public virtual bool IsInPlace => false;

    /// <summary>The consumer's next piece; the outlet lets go of it.</summary>
    public abstract void Put(Piece piece);

    /// <summary>The last piece was put in.</summary>
    public abstract void End(Exception? error);
}
