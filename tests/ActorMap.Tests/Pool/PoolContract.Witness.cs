using System.Collections.Concurrent;
using System.Globalization;

namespace ActorMap.Tests.Pool;

/// <summary>What functions tell a spec: a function's own fields are copies, so it reaches the spec through a name, from whatever process it runs in.</summary>
internal static class Witness
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Told = new();

    public static string New() => Door.NewName();

    /// <summary>The spec has it when this returns.</summary>
    public static void Tell(string name, object what)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{what}");
        if (Door.IsHere(name)) Told.GetOrAdd(name, _ => new()).Enqueue(text);
        else Door.Ask(name, text);
    }

    public static IReadOnlyCollection<string> Heard(string name) => Told.GetOrAdd(name, _ => new());

    public static int Count(string name) => Heard(name).Count;
}
