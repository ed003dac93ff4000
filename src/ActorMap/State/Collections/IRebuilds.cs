namespace ActorMap.State;

/// <summary>A collection taken apart and built anew from its parts: also where the parts have travelled to another process.</summary>
internal interface IRebuilds
{
    /// <summary>The framework's type whose fields the parts make up; what a user's class adds to it is not among them.</summary>
    Type Own { get; }

    /// <summary>The type of the array of items.</summary>
    Type ItemsType { get; }

    int ComparerCount { get; }

    Array ItemsOf(object collection);

    object?[] ComparersOf(object collection);

    /// <summary>Fills a collection that others may refer to already.</summary>
    RebuildTask TaskFor(object collection, Array items, object?[] comparers);
}
