namespace ActorMap.Node.Results;

internal static class Scalars
{
    /// <summary>ISO 8601 for what has a time; the shortest exact form for the rest.</summary>
    internal static string? Format(Type type) =>
        type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly) ? "O" : null;
}
