namespace ActorMap.Messages;

/// <summary>The life of a job: the pool starts it, anyone may cancel it, its actors say when it ends.</summary>
internal interface IRunning : IJobMessage;

/// <summary>Consumer or pool to job: stop; nobody waits for the rest.</summary>
/// <param name="Job">The job.</param>
/// <param name="Reason">What the consumer is to see; null where it left by itself.</param>
internal sealed record CancelJob(JobId Job, Exception? Reason) : IRunning;

/// <summary>Aggregator to job: every outcome that will be delivered is there.</summary>
/// <param name="Job">The job.</param>
/// <param name="Error">What the consumer is to see after the last of them; null where all is well.</param>
internal sealed record OutcomesComplete(JobId Job, Exception? Error) : IRunning;

/// <summary>Router to job: it can't go on.</summary>
internal sealed record JobFailed(JobId Job, Exception Error) : IRunning;

/// <summary>Job to router: let go of the workers and the source.</summary>
internal sealed record CloseJob(JobId Job) : IRunning;

/// <summary>Router to job: every worker has let go, or was given up.</summary>
/// <param name="Job">The job.</param>
/// <param name="DisposeError">The first error that disposing the function threw in a worker.</param>
internal sealed record JobClosed(JobId Job, Exception? DisposeError) : IRunning;

/// <summary>Job to its router and its aggregator: it is over; wait for another.</summary>
internal sealed record JobOver(JobId Job) : IRunning;

/// <summary>Job to pool: it is over, on whatever path.</summary>
/// <param name="Job">The job.</param>
/// <param name="Rests">Whether its actors wait for another.</param>
internal sealed record JobEnded(JobId Job, bool Rests = false) : IRunning;

/// <summary>Job to aggregator: how far is it?</summary>
internal sealed record ReportProgress(JobId Job) : IRunning;

/// <summary>Aggregator to job: the number of items with an outcome, failures included.</summary>
internal sealed record ProgressMade(JobId Job, long Done, long Failed) : IRunning;
