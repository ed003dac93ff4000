using ActorMap.Messages;

namespace ActorMap.Workers;

/// <summary>What a worker tells itself.</summary>
internal interface IOwnMessage;

/// <summary>There are chunks whose turn it is.</summary>
internal sealed record NextTurn : IOwnMessage
{
    public static NextTurn Instance { get; } = new();
}

/// <summary>Something awaited has come; go on behind it.</summary>
internal sealed record Resume(JobId Job, SendOrPostCallback Callback, object? State) : IOwnMessage;
