using ActorMap.Messages;

namespace ActorMap.Jobs;

/// <summary>What a job tells itself.</summary>
internal interface IOwnMessage
{
    JobId Job { get; }
}

/// <summary>Time for a progress report.</summary>
internal sealed record ProgressDue(JobId Job) : IOwnMessage;

/// <summary>The user's progress handler has returned from the last report, or was waited for long enough.</summary>
internal sealed record LastReportMade(JobId Job) : IOwnMessage;
