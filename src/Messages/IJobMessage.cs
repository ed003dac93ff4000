namespace ActorMap.Messages;

/// <summary>Anything that is said of one job: whoever serves another by now passes over it.</summary>
internal interface IJobMessage
{
    JobId Job { get; }
}
