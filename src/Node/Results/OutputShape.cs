using ActorMap.Node.Arguments;

namespace ActorMap.Node.Results;

/// <summary>How results are written: plain data, as it is copied to each worker.</summary>
/// <param name="Format">Never <c>Auto</c>.</param>
/// <param name="Tag">Whether index and input go with each result.</param>
/// <param name="Columns">CSV: the columns that a result fills.</param>
/// <param name="EmitsErrors">Whether failed items stand among the results: in CSV in a column behind those.</param>
internal sealed record OutputShape(OutputFormat Format, bool Tag, string[] Columns, bool EmitsErrors);
