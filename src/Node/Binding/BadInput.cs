namespace ActorMap.Node.Binding;

/// <summary>Tells bad records from failed items, whether they were found in this process or on a node, from where only the error's name comes back.</summary>
internal static class BadInput
{
    private static readonly string Name = typeof(BadRecordException).FullName!;

    internal static bool Is(Exception error) =>
        error is BadRecordException || (error is MapItemException item && (item.InnerException is BadRecordException || item.ErrorType == Name));
}
