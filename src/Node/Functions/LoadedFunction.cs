namespace ActorMap.Node.Functions;

/// <summary>A function object, ready to be copied to workers, and what only its source told.</summary>
/// <param name="Instance">Implements one of the function interfaces.</param>
/// <param name="Interface">Which one: <c>IMapFunction</c>, <c>IAsyncMapFunction</c> or <c>IBatchMapFunction</c> of its item and result.</param>
/// <param name="Parameters">The names by which it takes parts of a record; empty for none.</param>
/// <param name="ResultNames">The names of a result's parts, where its type does not tell; empty for none.</param>
internal sealed record LoadedFunction(object Instance, Type Interface, string[] Parameters, string[] ResultNames)
{
    internal Type In => Interface.GetGenericArguments()[0];

    internal Type Out => Interface.GetGenericArguments()[1];
}
