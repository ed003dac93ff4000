namespace ActorMap.Aggregation;

/// <summary>The caller cancelled the map: told apart from what a source or a function throws.</summary>
internal sealed class MapCancelled(CancellationToken token) : OperationCanceledException("The map was cancelled.", token);
