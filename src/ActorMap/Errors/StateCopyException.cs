namespace ActorMap;

/// <summary>The function's state can't be copied to the workers (or not shared, under <see cref="StateSharing.PerNode"/>). Thrown when the map starts.</summary>
public sealed class StateCopyException : ActorMapException
{
    internal StateCopyException(string path, Type type, string reason)
        : base($"{path}: {reason}")
    {
        Path = path;
        Type = type;
    }

    /// <summary>The way from the function object to the culprit, by field: <c>Scorer._session</c>, <c>Scorer._models["en"]._session</c>.</summary>
    public string Path { get; }

    /// <summary>The culprit's type.</summary>
    public Type Type { get; }
}
