using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>Every type that travels, found in the assembly, so that a new one can't be forgotten.</summary>
internal static class MessageTypes
{
    private static readonly Type[] Conversations = [typeof(IJoining), typeof(IServing), typeof(IMoving), typeof(IAsking)];

    public static Type[] All { get; } =
        [.. typeof(IJoining).Assembly.GetTypes().Where(type => !type.IsInterface && Conversations.Any(conversation => conversation.IsAssignableFrom(type)))];
}
