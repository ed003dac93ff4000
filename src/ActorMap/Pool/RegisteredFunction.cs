namespace ActorMap.Pool;

/// <summary>A function that is known by name.</summary>
/// <param name="Item">The type of an item.</param>
/// <param name="Result">The type of a result.</param>
/// <param name="State">The type of the state that jobs give; null where it is any of a few plain ones, or none.</param>
/// <param name="Create">Makes the function object from the state.</param>
internal sealed record RegisteredFunction(Type Item, Type Result, Type? State, Func<object?, object> Create);
