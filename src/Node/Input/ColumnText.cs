namespace ActorMap.Node.Input;

/// <summary>Columns as a message names them: a hundred thousand of them are no help.</summary>
internal static class ColumnText
{
    private const int Most = 20;

    internal static string Of(IReadOnlyCollection<string> columns) => columns.Count <= Most
        ? string.Join(", ", columns)
        : $"{string.Join(", ", columns.Take(Most))}, … ({columns.Count:N0} in all)";
}
