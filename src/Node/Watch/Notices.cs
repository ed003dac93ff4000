using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Watch;

/// <summary>What is told on stderr.</summary>
internal sealed class Notices(MapRequest request)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    internal bool ShowsSummary => !request.Quiet && (request.Verbose || request.Progress is ProgressStyle.Plain or ProgressStyle.Bar || Streams.ErrorIsTerminal);

    /// <summary>Why the map ends: told even to those who want quiet.</summary>
    internal static void Fatal(string text) => Tell($"actormap: {Binding.Excerpt.Shown(text)}\n");

    internal void Note(string text)
    {
        if (!request.Quiet) Tell($"actormap: {text}\n");
    }

    /// <summary>One sample of each kind as it comes, or all with -v: a million failures must not be a million lines.</summary>
    internal void Failure(ItemFailure failure)
    {
        if (!request.Quiet && (_told.Add(failure.Kind) || request.Verbose)) Tell($"actormap: {failure.ToText()}\n");
    }

    internal static void Tell(string text) => Streams.Tell(text);
}
