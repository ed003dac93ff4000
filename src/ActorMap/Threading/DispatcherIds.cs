namespace ActorMap.Threading;

/// <summary>The dispatchers of <c>config/reference.conf</c>.</summary>
internal static class DispatcherIds
{
    /// <summary>Where jobs, routers and aggregators run: on the thread that tells them something.</summary>
    public const string Coordination = "actormap.coordination-dispatcher";

    /// <summary>Where workers run: each on a thread of its own.</summary>
    public const string Workers = "actormap.worker-dispatcher";
}
