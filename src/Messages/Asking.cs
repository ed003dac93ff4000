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
