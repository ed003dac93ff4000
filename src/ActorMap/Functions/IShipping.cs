using ActorMap.Messages;

namespace ActorMap.Functions;

/// <summary>Makes a map's function ready to travel, where the workers of a pool are in other processes.</summary>
internal interface IShipping
{
    /// <summary>Whether functions that are registered by name are the nodes' rather than the pool's own.</summary>
    bool NodesHaveFunctions { get; }

    /// <summary>Encodes the function as it is now, and finds out how its items and results travel.</summary>
    /// <exception cref="StateCopyException">The function's state can't travel, or not be shared.</exception>
    /// <exception cref="PayloadException">Items or results can't travel.</exception>
    /// <exception cref="FunctionLoadException">The function's code can't travel, or may not.</exception>
    Cargo Load<TIn, TOut>(JobId job, CallerFunction<TIn, TOut> function, StateSharing sharing);
}
