namespace ActorMap.Node.Timing;

/// <summary>A function of records that can tell how much of its time goes into the records. Only where its workers are in this process.</summary>
internal interface ITimedStages
{
    /// <summary>Where samples are kept; null for none.</summary>
    StageTimes? Stages { set; }
}
