using ActorMap.Cluster.Links;
using ActorMap.Messages;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Cluster;

/// <summary>Every line that the cluster logs.</summary>
internal static class ClusterLog
{
    public static void NodeJoined(ILoggingAdapter log, string node, int workers) => log.Info("Node {0} has joined with {1} workers", node, workers);

    public static void NodeLost(ILoggingAdapter log, string node, string why) => log.Warning("Node {0} is gone: {1}; what it held is dealt again", node, why);

    public static void NodeLeft(ILoggingAdapter log, string node) => log.Info("Node {0} has left", node);

    public static void NodeRefused(ILoggingAdapter log, string node, string reason) => log.Warning("Node {0} does not serve this pool: {1}", node, reason);

    public static void PoolRefused(ILoggingAdapter log, Address pool, string reason) => log.Warning("The pool at {0} is refused: {1}", pool, reason);

    public static void PoolLost(ILoggingAdapter log, Address pool, TimeSpan silence) => log.Warning("The pool at {0} has said nothing for {1}; its jobs are dropped", pool, $"{silence.TotalSeconds:0.#} s");

    public static void JobRefused(ILoggingAdapter log, JobId job, Exception error) => log.Warning("{0} is refused: {1}: {2}", job, error.GetType().Name, Failures.MessageOf(error));

    public static void ProcessEnded(ILoggingAdapter log, string name, int pid, WorkerExit exit) => log.Warning("The process of {0} (pid {1}) ended: {2}; another takes its place", name, pid, exit);

    public static void ProcessRecycled(ILoggingAdapter log, string name, int pid) => log.Info("The process of {0} (pid {1}) made way for a fresh one", name, pid);

    public static void MemoryNotShared(ILoggingAdapter log, string name) => log.Info("{0} can't open the memory of this program: large items, results and state go to it by messages", name);

    public static void BlobsNotServed(ILoggingAdapter log, string place, string why) => log.Warning("Large bytes can't be served over HTTP on {0}: {1}. They go by messages, which is slower. Set actormap.cluster.blobs.port to a port that is free, or actormap.cluster.blobs.http = off", place, why);

    public static void BlobsForgone(ILoggingAdapter log, string address, string why) => log.Warning("Large bytes can't be fetched over HTTP from {0}: it {1}. They go by messages, which is slower. Open that port between the members (actormap.cluster.blobs.port there fixes its number), or set actormap.cluster.blobs.http = off", address, why);

    public static void BlobPeerRefused(ILoggingAdapter log, string peer, string? subject, string why) => log.Warning("Refused {0} ({1}), which dialled for large bytes: {2}", peer, subject ?? "no certificate", why);

    public static void NotSent(ILoggingAdapter log, Exception refusal) => log.Error("A message to another process is dropped: {0}", Failures.MessageOf(refusal));

    public static void NotUnderstood(ILoggingAdapter log, Exception refusal) => log.Error("A message of another process is dropped: {0}", Failures.MessageOf(refusal));

    public static void ProcessNotStarted(ILoggingAdapter log, string name, Exception error, TimeSpan wait) => log.Error("{0} can't be started again, the next try is in {2}: {1}", name, Failures.MessageOf(error), $"{wait.TotalSeconds:0.#} s");
}
