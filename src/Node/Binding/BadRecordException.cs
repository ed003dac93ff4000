namespace ActorMap.Node.Binding;

/// <summary>A record that can't be read as what the function takes. The input's fault, not the function's: it has a policy of its own and is never retried.</summary>
internal sealed class BadRecordException(string message) : Exception(message);
