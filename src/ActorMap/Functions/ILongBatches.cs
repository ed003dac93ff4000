namespace ActorMap.Functions;

/// <summary>A batch function whose batches cost more to begin and end than usual ones, as what runs them is not in this process.</summary>
internal interface ILongBatches
{
    /// <summary>How long a batch should take.</summary>
    TimeSpan BatchTime { get; }
}
