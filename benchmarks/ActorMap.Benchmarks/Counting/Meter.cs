using System.Collections.Concurrent;
using Akka.Configuration;

namespace ActorMap.Benchmarks.Counting;

/// <summary>What the actors of this process are told, and what their handlers take of the processors: by a mailbox that a configuration puts under them, so that nothing of what ships knows of it.</summary>
internal static class Meter
{
    private static readonly ConcurrentDictionary<(string Actor, Type Message), Tally> Messages = new();
    private static readonly ConcurrentDictionary<string, ActorTime> Times = new();

    /// <summary>Goes before the defaults of a pool.</summary>
    public static Config Config { get; } = ConfigurationFactory.ParseString($$"""
        actormap.coordination-dispatcher.mailbox-type = "{{TypeName(typeof(MeteredMailbox))}}"
        akka.actor.default-mailbox.mailbox-type = "{{TypeName(typeof(MeteredMailbox))}}"
        """);

    /// <summary>Whether handlers are timed, too: two looks at the thread's clock a message, some 0.5 µs.</summary>
    public static bool IsTimed { get; set; }

    public static void Told(string actor, object message) => Messages.GetOrAdd((actor, message.GetType()), static _ => new Tally()).Add();

    public static ActorTime TimeOf(string actor) => Times.GetOrAdd(actor, static _ => new ActorTime());

    /// <summary>How many messages an actor of this name was told so far.</summary>
    public static long CountOf(string actor) => Messages.Where(entry => entry.Key.Actor == actor).Sum(entry => entry.Value.Count);

    /// <summary>How many of one kind.</summary>
    public static long CountOf(string actor, string message) => Messages.Where(entry => entry.Key.Actor == actor && entry.Key.Message.Name == message).Sum(entry => entry.Value.Count);

    /// <summary>How many that came from another process, of jobs and of large bytes. Beats and statuses come by the clock and are left out.</summary>
    public static long CountOfTravelled(string actor) => Messages
        .Where(entry => entry.Key.Actor == actor && (entry.Key.Message.IsAssignableTo(typeof(ActorMap.Messages.IServing)) || entry.Key.Message.IsAssignableTo(typeof(ActorMap.Messages.IMoving)))).Sum(entry => entry.Value.Count);

    /// <summary>Everything so far, for a person who wants to know which message it was.</summary>
    public static IEnumerable<string> Lines() =>
        Messages.OrderBy(entry => entry.Key.Actor, StringComparer.Ordinal).ThenByDescending(entry => entry.Value.Count).Select(entry => $"{entry.Key.Actor} {entry.Key.Message.Name} {entry.Value.Count}");

    private static string TypeName(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    private sealed class Tally
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }
}
