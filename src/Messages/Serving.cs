namespace ActorMap.Messages;

/// <summary>A pool's link gives a node a job's parcels, and the node answers with outcomes. Within a session each kind of message is numbered, so that what was lost is noticed.</summary>
internal interface IServing
{
    Guid Session { get; }

    JobId Job { get; }
}

/// <summary>How a job is to be run, as far as a node must know.</summary>
/// <param name="Form">Which of the function interfaces is called.</param>
/// <param name="Seed"><c>MapOptions.Seed</c>.</param>
/// <param name="Concurrency"><c>MapOptions.Concurrency</c>.</param>
/// <param name="ItemTimeout"><c>MapOptions.ItemTimeout</c>.</param>
/// <param name="ChunkSize">The exact length of a chunk; null: the node's own choice.</param>
/// <param name="IsTimed">Whether the time of each item is asked for.</param>
/// <param name="SharesState">Whether the node's workers share one copy of the state.</param>
/// <param name="Culture">The name of the culture that the function reads and writes numbers by; empty for the invariant one.</param>
/// <param name="TextCulture">The name of the culture of texts that people read.</param>
internal readonly record struct JobTerms(
    int Form, int Seed, int Concurrency, TimeSpan? ItemTimeout, int? ChunkSize, bool IsTimed, bool SharesState, string Culture, string TextCulture);

/// <summary>An assembly that a job's function needs.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Its module version id: stale code is never run.</param>
/// <param name="Image">Its bytes.</param>
/// <param name="Path">Its file, where the node is a process of the program on the same machine: what the code looks for while it runs lies beside it.</param>
internal readonly record struct CodeItem(string Name, Guid Version, BlobId Image, string? Path = null);

/// <summary>Link to node: a job begins. Answered with <see cref="JobOpened"/> or <see cref="JobBroken"/>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Job">The job.</param>
/// <param name="Function">The name of a registered function; null where the function travels.</param>
/// <param name="ItemType">The signature of the type of an item.</param>
/// <param name="ResultType">The signature of the type of a result.</param>
/// <param name="Terms">How it is run.</param>
/// <param name="State">The function's state; of a function that travels, all of it.</param>
/// <param name="Code">The assemblies of a function that travels.</param>
internal sealed record OpenJob(
    Guid Session, JobId Job, string? Function, string ItemType, string ResultType, JobTerms Terms, Payload State, CodeItem[] Code) : IServing;

/// <summary>Node to link: the job's function and state are there.</summary>
internal sealed record JobOpened(Guid Session, JobId Job) : IServing;

/// <summary>Node to link: the job can't go on there.</summary>
/// <param name="Session">The session.</param>
/// <param name="Job">The job.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Worker">The worker that says so; -1 for the node itself.</param>
/// <param name="ErrorType">The full name of an exception's type.</param>
/// <param name="Message">Its message.</param>
internal sealed record JobBroken(Guid Session, JobId Job, BreakKind Kind, int Worker, string ErrorType, string Message) : IServing;

/// <summary>Why a job can't go on at a node.</summary>
internal enum BreakKind
{
    /// <summary>The function does not load: unknown name, code not allowed, stale or missing assembly.</summary>
    Function = 1,

    /// <summary>The function could not be prepared in a worker.</summary>
    Preparation = 2,

    /// <summary>Anything else: a defect, or a node at its end.</summary>
    Defect = 3,
}

/// <summary>Link to node: run these items.</summary>
/// <param name="Session">The session.</param>
/// <param name="Job">The job.</param>
/// <param name="Number">Counts the job's parcels in this session, from 1.</param>
/// <param name="Range">Their positions.</param>
/// <param name="Attempt">Which try of them this is.</param>
/// <param name="Items">The items.</param>
internal sealed record RunParcel(Guid Session, JobId Job, long Number, IndexRange Range, int Attempt, Payload Items) : IServing;

/// <summary>Node to link: these items have values. Sent again until acknowledged, as the two below.</summary>
/// <param name="Session">The session.</param>
/// <param name="Job">The job.</param>
/// <param name="Number">Counts what the node says of the job's items in this session, from 1.</param>
/// <param name="Range">Their positions.</param>
/// <param name="Worker">The worker's number on its node.</param>
/// <param name="Elapsed">How long the worker took for all of them.</param>
/// <param name="Results">The values.</param>
/// <param name="Durations">Ticks that each took, eight bytes an item, little-endian; empty where not asked for.</param>
internal sealed record ParcelDone(
    Guid Session, JobId Job, long Number, IndexRange Range, int Worker, TimeSpan Elapsed, Payload Results, ReadOnlyMemory<byte> Durations) : IServing;

/// <summary>Node to link: these items have failed.</summary>
internal sealed record ParcelFailed(Guid Session, JobId Job, long Number, ItemFailure[] Failures) : IServing;

/// <summary>Node to link: these items were not started and won't be; others may be quicker.</summary>
internal sealed record ParcelReturned(Guid Session, JobId Job, long Number, IndexRange Range, TimeSpan ItemTime) : IServing;

/// <summary>Link to node: another has nothing to do; give back what is not started.</summary>
internal sealed record ReturnParcels(Guid Session, JobId Job) : IServing;

/// <summary>Link to node: all that was said up to this number came.</summary>
internal sealed record OutcomesCame(Guid Session, JobId Job, long UpTo) : IServing;

/// <summary>Link to node: nothing at or after the bound is wanted any more.</summary>
internal sealed record StopParcels(Guid Session, JobId Job, long Bound) : IServing;

/// <summary>Link to node: the job is over; dispose the function, forget the state. Answered with <see cref="JobForgotten"/>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Job">The job.</param>
/// <param name="Hurried">Whether what still runs is to be cancelled.</param>
internal sealed record ForgetJob(Guid Session, JobId Job, bool Hurried) : IServing;

/// <summary>Node to link: it is forgotten.</summary>
/// <param name="Session">The session.</param>
/// <param name="Job">The job.</param>
/// <param name="DisposeError">What disposing the function threw, as text; null where nothing.</param>
internal sealed record JobForgotten(Guid Session, JobId Job, string? DisposeError) : IServing;
