using ActorMap.Node.Shell;

namespace ActorMap.Node.Mapping;

/// <summary>A function of the user's, made to map records to bytes.</summary>
internal interface IRecordFunction
{
    /// <exception cref="CommandException">The function does not bind to the records.</exception>
    void CheckBinding();
}
