using ActorMap.Cluster.Code;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Codec;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.State;

namespace ActorMap.Cluster.Pools;

/// <summary>Makes functions ready to travel: by name with their state, or with their code where it may.</summary>
/// <param name="shipCode">Whether code may travel.</param>
/// <param name="nodesHaveFunctions">Whether names mean functions of the nodes, rather than of the pool.</param>
/// <param name="memory">What all nodes can read, being processes of this program; null where they can't.</param>
internal sealed class Shipping(bool shipCode, bool nodesHaveFunctions, MemoryArea? memory = null) : IShipping
{
    /// <summary>Whether the nodes are processes of this program, started with its files.</summary>
    public bool NodesAreOurs { get; init; }

    public bool NodesHaveFunctions => nodesHaveFunctions;

    public Cargo Load<TIn, TOut>(JobId job, CallerFunction<TIn, TOut> function, StateSharing sharing)
    {
        var (items, results) = (ItemCodec<TIn>.Create(), ItemCodec<TOut>.Create());
        if (function.Function is NamedFunction<TIn, TOut> named)
        {
            if (!WireLimits.IsName(named.Name)) throw new FunctionLoadException($"The function's name that begins with '{named.Name[..40]}' has {named.Name.Length:N0} characters, and a name has at most {WireLimits.Name:N0} bytes.");
            return new JobCargo<TIn, TOut>(items, results)
            {
                Function = named.Name, ItemType = ItemSignature.Of(items), ResultType = ItemSignature.Of(results), State = NamedState.Write(named.State),
            };
        }

        if (!shipCode)
        {
            throw new FunctionLoadException(
                "Only functions that the nodes have by name can be mapped on this cluster (MapFunction.Named): functions may not travel. "
                + "Set ClusterOptions.ShipCode (actormap map --ship-code), and NodeOptions.AllowCode on the nodes, to let them.");
        }

        var captured = StateCopier.Lend(function.Function);
        if (sharing == StateSharing.PerNode) StateCopier.RequireImmutable(captured);
        var state = StateWriter.Write(new TravellingJob(captured, typeof(TIn), typeof(TOut)));
        var (files, there) = CodePackage.Divide(state.Assemblies, NodesAreOurs ? ProgramFiles.Has : null);
        var lease = Leave(state);
        return new JobCargo<TIn, TOut>(items, results)
        {
            ItemType = ItemSignature.Of(items), ResultType = ItemSignature.Of(results), State = lease is null ? state.Bytes : default, StateLease = lease,
            Code = [.. files.Select(file => (new CodeItem(file.Id.Name, file.Id.Version, BlobId.OfHash(file.Sha256, file.Image.Length), NodesAreOurs ? file.Path : null), file.Image))],
            Outdated = () => there.FirstOrDefault(assembly => !ProgramFiles.Has(assembly))?.GetName().Name,
        };
    }

    /// <summary>A large state is written once, to where all processes read it: it is not sent, and no second copy of it is in this one.</summary>
    private MemoryLease? Leave(EncodedState state) => state.Length <= WireLimits.Inline ? null : memory?.TryLeave(state.Length, state.CopyTo);
}
