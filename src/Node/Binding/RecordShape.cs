using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>All that a worker must know to read records: plain data, as it is copied to each worker.</summary>
/// <param name="Kinds">What records' bytes are; several where inputs differ, none where there is no record.</param>
/// <param name="Columns">A table's columns.</param>
/// <param name="HasNames">Whether the columns are names, from a header, rather than positions.</param>
/// <param name="Parameters">The names by which the function takes parts of a record; empty where it takes them by position.</param>
/// <param name="TakesParts">Whether the function takes several values, rather than one.</param>
internal sealed record RecordShape(RecordKind[] Kinds, string[] Columns, bool HasNames, string[] Parameters, bool TakesParts);
