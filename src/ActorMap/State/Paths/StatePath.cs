namespace ActorMap.State;

/// <summary>The way from the function to something in it. Only that of a culprit is ever written out.</summary>
internal sealed record StatePath(StatePath? Parent, string Label)
{
    private const int Shown = 16;

    /// <summary>Under our own wrappers, which a user never sees, paths start anew.</summary>
    internal static StatePath Hidden { get; } = new(null, "");

    /// <summary>What a lambda captures is found by the name of the variable: <c>lambda.stream</c>.</summary>
    internal static StatePath Lambda { get; } = new(null, "lambda");

    internal static StatePath Of(Type type) => Wrappers.Contains(type) ? Hidden : new StatePath(null, TypeName.Of(type));

    internal StatePath Then(string label) =>
        ReferenceEquals(this, Hidden) ? new StatePath(null, label.TrimStart('.')) : new StatePath(this, label);

    /// <summary>The path as one would write it in code; the middle of a very long one (a chain of nodes) is left out.</summary>
    public override string ToString()
    {
        var labels = new List<string>();
        for (var path = this; path is not null; path = path.Parent) labels.Add(path.Label);
        labels.Reverse();
        if (labels.Count > 2 * Shown) labels = [.. labels.Take(Shown), "…", .. labels.TakeLast(Shown)];
        return string.Concat(labels);
    }
}
