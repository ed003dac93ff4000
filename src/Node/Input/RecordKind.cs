namespace ActorMap.Node.Input;

/// <summary>What a record's bytes are, which decides how a function's input is read from them.</summary>
internal enum RecordKind
{
    /// <summary>A text of its own, such as a line or a path.</summary>
    Text,

    /// <summary>A JSON value, about which nothing is known before it is read.</summary>
    Json,

    /// <summary>A row of texts under columns.</summary>
    Table,

    /// <summary>A line that <c>--errors</c> wrote.</summary>
    Failure,

    /// <summary>A row of typed values under columns, as a JSON object.</summary>
    Row,
}
