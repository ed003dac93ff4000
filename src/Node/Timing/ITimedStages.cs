namespace ActorMap.Node.Timing;

/// <summary>A function of records that can tell how much of its time goes into the records.</summary>
internal interface ITimedStages
{
    /// <summary>Where samples are kept, if its workers are in this process; null for none.</summary>
    StageTimes? Stages { set; }

    /// <summary>Whether samples go with the results, as they do where its workers are elsewhere.</summary>
    bool StampsResults { set; }
}
