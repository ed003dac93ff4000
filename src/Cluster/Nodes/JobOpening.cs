using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Code;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Codec;
using ActorMap.Jobs;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Nodes;

/// <summary>
/// From what a link says of a job to the job's part on this node: its state and code are fetched, its function is made or looked up, and it begins. To make it is to run the user's
/// code, which may take its time, or never end: that has a thread of its own, unless the same took no time before. All else is the session's.
/// </summary>
internal sealed class JobOpening(OpenJob open, JobId local, NodeServices services, NodeLink link, IActorRef session)
{
    private readonly Dictionary<AssemblyId, ReadOnlyMemory<byte>> _images = [];
    private readonly Lock _lock = new();
    private ReadOnlyMemory<byte> _state;
    private int _awaited = 1;
    private bool _failed;
    private Action<NodeJobMade>? _made;
    private NodeWork? _work;
    private bool _isDropped;

    public JobId Job => open.Job;

    /// <summary>The session is told <see cref="NodeJobMade"/> when the function is there, or can't be made.</summary>
    /// <param name="refused">Called once where the job's state or code does not come.</param>
    /// <param name="made">Called instead of telling the session, where it was made in place.</param>
    public void Begin(Action<Exception> refused, Action<NodeJobMade> made)
    {
        _made = made;
        if (open.Function is null && !services.AllowCode)
        {
            refused(new FunctionLoadException(
                $"Node {services.Name} does not let functions travel to it. Start it with code allowed (actormap node --allow-code, NodeOptions.AllowCode), or map a function that it has by name ({Known()})."));
            return;
        }

        // Where the room of the state was given back before it was read, the job is over.
        Fetch(open.State, bytes => _state = bytes, open.State.Place is null ? refused : static _ => { }, BlobUse.Shared);
        foreach (var item in Missing()) Fetch(new Payload(default, item.Image), image => _images[new AssemblyId(item.Name, item.Version)] = image, refused, BlobUse.Kept);
        Came(refused);
    }

    /// <summary>The job's part is there: it begins.</summary>
    public void Start()
    {
        NodeWork work;
        lock (_lock) (work, _work) = (_work!, null);
        services.Pool.Start(new JobPlan(work.Work, new NodeOutlet(), open.Job.ToString()) { Actor = NodeJobActor.Props(services.Pool.Actor, session, services.Name, open.Session, work, link) });
    }

    /// <summary>Nobody waits for it any more: what is made of it, or will be, is let go of.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _isDropped = true;
            _work?.Dispose();
            _work = null;
        }
    }

    /// <summary>What the node has in the same build need not come: of a process that was started for the program that is nearly all.</summary>
    private IEnumerable<CodeItem> Missing()
    {
        // One that is listed twice is refused later.
        var shipped = new Dictionary<string, CodeListing>(StringComparer.OrdinalIgnoreCase);
        foreach (var listing in Listings()) shipped[listing.Id.Name] = listing;
        return open.Code.Where(item => !NodeBuild.Serves(new AssemblyId(item.Name, item.Version), shipped));
    }

    private IEnumerable<CodeListing> Listings() => open.Code.Select(item => new CodeListing(new AssemblyId(item.Name, item.Version), item.Image.ToHash()));

    private void Fetch(Payload payload, Action<ReadOnlyMemory<byte>> then, Action<Exception> refused, BlobUse use)
    {
        _awaited++;
        link.Blobs.Open(
            payload,
            bytes =>
            {
                then(bytes);
                Came(refused);
            },
            error => Fail(refused, error),
            use,
            open.Job);
    }

    private void Came(Action<Exception> refused)
    {
        if (--_awaited > 0 || _failed) return;
        if (services.Quick.Has(open)) Make(_made!);
        else services.Apart(() => Make(made => session.Tell(made, session)));
    }

    private void Make(Action<NodeJobMade> made)
    {
        NodeWork? work = null;
        Exception? error = null;
        var began = services.Time.GetTimestamp();
        try
        {
            work = open.Function is { } name ? Named(name) : Travelled();
        }
        catch (Exception why)
        {
            error = Told(why);
        }

        services.Quick.Took(open, services.Time.GetElapsedTime(began));

        // Where the state's room was given back meanwhile, whatever came of it, the job is over.
        if (work is null && !MemoryView.AreIntact(_state)) error = null;
        MemoryView.LetGo(_state);
        if ((work is not null && TryKeep(work)) || error is not null) made(new NodeJobMade(this, error));
    }

    private bool TryKeep(NodeWork work)
    {
        lock (_lock)
        {
            if (_isDropped) work.Dispose();
            else _work = work;
            return !_isDropped;
        }
    }

    private void Fail(Action<Exception> refused, Exception error)
    {
        if (_failed) return;
        _failed = true;
        refused(Told(error));
    }

    /// <summary>Another node may have the memory that this one lacks.</summary>
    private Exception Told(Exception error) => error is not OutOfMemoryException ? error : new FunctionLoadException(
        $"Node {services.Name} has no memory for the {open.State.Length:N0} bytes of the function's state, and what is made of them. Give its process more, or the function less state.", error);

    /// <returns>Null where the job is over: its state is not there any more.</returns>
    private NodeWork? Named(string name)
    {
        if (services.Functions.Find(name) is not { } entry) throw Unknown(name);
        CheckTypes(name, entry.Item, entry.Result);
        var state = NamedState.Read(_state, entry.State);
        return MemoryView.AreIntact(_state) ? Create(entry.Item, entry.Result, entry.Create(state), named: true, code: null) : null;
    }

    /// <summary>Nothing on the wire says what the bytes of an item are: so both sides must mean the same by it, to the order of its fields.</summary>
    private void CheckTypes(string name, Type itemType, Type resultType)
    {
        var (item, result) = (ItemSignature.Of(itemType), ItemSignature.Of(resultType));
        var (itemName, resultName) = (ItemSignature.NameIn(item), ItemSignature.NameIn(result));
        var (itemAsked, resultAsked) = (ItemSignature.NameIn(open.ItemType), ItemSignature.NameIn(open.ResultType));
        if ((itemName, resultName) != (itemAsked, resultAsked))
            throw new FunctionLoadException($"The function '{name}' of node {services.Name} maps {itemName} to {resultName}, and the map asks for {itemAsked} to {resultAsked}. Ask for the types that it was registered with.");
        if (item != open.ItemType || result != open.ResultType)
            throw new FunctionLoadException($"The function '{name}' of node {services.Name} was built with another {(item != open.ItemType ? itemName : resultName)} than the map: its fields differ in name, type or order. Give the node and the program the same build.");
    }

    private FunctionLoadException Unknown(string name)
    {
        var plain = FunctionRegistry.Plain(name);
        return services.Functions.Find(plain) is { } typed
            ? new FunctionLoadException(
                $"Node {services.Name} has '{plain}' for programs only, from {Signature.Of(typed.Item)} to {Signature.Of(typed.Result)}: it was not started by the tool. Map it with MapFunction.Named, or start the node with actormap node --functions.")
            : new FunctionLoadException(
                $"Node {services.Name} has no function '{plain}': {Known()}. Start it with the function (actormap node --functions LIB.dll, NodeOptions.Functions).");
    }

    /// <inheritdoc cref="Named"/>
    private NodeWork? Travelled()
    {
        var code = new JobCode(Listings(), id => _images.TryGetValue(id, out var image) ? image : null, services.IsOwnProcess ? [.. open.Code.Select(item => item.Path).OfType<string>()] : []);
        try
        {
            var job = (TravellingJob)StateReader.Read(MemoryView.Windows(_state), code, services.Pool);
            if (MemoryView.AreIntact(_state)) return Create(job.Item, job.Result, job.Function, named: false, code);
            code.Dispose();
            return null;
        }
        catch
        {
            code.Dispose();
            throw;
        }
    }

    private NodeWork Create(Type item, Type result, object function, bool named, JobCode? code)
    {
        var work = (NodeWork)Activator.CreateInstance(typeof(NodeWork<,>).MakeGenericType(item, result), open, local, function, named, services)!;
        work.Code = code;
        return work;
    }

    private string Known() => services.Functions.Names.Count == 0 ? "it has none by name" : "it has " + string.Join(", ", services.Functions.Names.Order(StringComparer.Ordinal));
}
