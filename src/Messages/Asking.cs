namespace ActorMap.Messages;

/// <summary>Who looks after a cluster asks its nodes what they do. It needs no session: nothing is changed by it.</summary>
internal interface IAsking
{
    Guid Question { get; }
}

/// <summary>What do you do? Answered with <see cref="StatusTold"/>.</summary>
internal sealed record AskStatus(Guid Question) : IAsking;

/// <summary>Node to whoever asked.</summary>
/// <param name="Question">The question.</param>
/// <param name="Node">The node's name, <c>host:port</c>.</param>
/// <param name="Workers">How many workers it has.</param>
/// <param name="Busy">How many of them have something to do.</param>
/// <param name="AllowsCode">Whether functions may travel to it.</param>
/// <param name="Functions">The functions that it has by name.</param>
/// <param name="Jobs">The jobs that it works on.</param>
internal sealed record StatusTold(Guid Question, string Node, int Workers, int Busy, bool AllowsCode, string[] Functions, JobWork[] Jobs) : IAsking;

/// <summary>A node's part of a job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Function">The name of its function; null where the function travelled.</param>
/// <param name="Held">Items that are on the node and have no outcome yet.</param>
/// <param name="Done">Items that the node has answered, failures included.</param>
/// <param name="Failed">Failures among them.</param>
internal readonly record struct JobWork(JobId Job, string? Function, long Held, long Done, long Failed);

/// <summary>Pool to keeper: how did the process of this node of yours end? Answered with <see cref="EndTold"/>, as soon as that is known.</summary>
/// <param name="Question">The question, however often it is asked.</param>
/// <param name="Node">The node's name, <c>host:port</c>.</param>
internal sealed record AskEnd(Guid Question, string Node) : IAsking;

/// <summary>Keeper to whoever asked.</summary>
/// <param name="Question">The question.</param>
/// <param name="Kind">What became of the process.</param>
/// <param name="Code">Its exit code; 0 where it is not dead.</param>
/// <param name="Signal">The signal that killed it; null where none did.</param>
/// <param name="Noted">What its workers were in.</param>
/// <param name="Overdue">What kept a thread past its time, where it was ended for that.</param>
internal sealed record EndTold(Guid Question, EndKind Kind, int Code, int? Signal, NotedRange[] Noted, NotedRange[] Overdue) : IAsking;

/// <summary>What became of a node's process.</summary>
internal enum EndKind
{
    /// <summary>The keeper knows of no such node.</summary>
    Unknown = 0,

    /// <summary>It runs.</summary>
    Runs = 1,

    /// <summary>It ended as it was to, or nobody is to blame for it.</summary>
    Left = 2,

    /// <summary>It died, of what it was in.</summary>
    Died = 3,
}

/// <summary>Items that a worker was in.</summary>
/// <param name="Job">The mark of their job.</param>
/// <param name="Range">Their positions.</param>
internal readonly record struct NotedRange(long Job, IndexRange Range);
