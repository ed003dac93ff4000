using ActorMap.Node.Programs;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Binding;

/// <summary>Chooses how a function's input is read from a shape of record, or says why it can't be.</summary>
internal static class RecordParsers
{
    /// <exception cref="CommandException">The function does not bind to such records.</exception>
    internal static RecordParser<T> Create<T>(RecordShape shape) => typeof(T) == typeof(JsonText) ? (RecordParser<T>)(object)JsonTextParsers.Create(shape) : shape.Kind switch
    {
        RecordKind.Text => OfText<T>(shape),
        RecordKind.Json => OfJson<T>(shape),
        RecordKind.Failure => new FailureRecordParser<T>(shape.TakesParts ? null : OfText<T>(shape), OfJson<T>(shape)),
        _ => OfTable<T>(shape),
    };

    private static RecordParser<T> OfText<T>(RecordShape shape)
    {
        if (shape.TakesParts)
            throw CommandException.Function($"the function takes {Named(shape)} by name, and lines have no names. Say how the input is written: -i csv, -i tsv or -i jsonl.");
        return ScalarParser<T>.Instance is { } scalar ? new TextRecordParser<T>(scalar) : new JsonRecordParser<T>();
    }

    private static RecordParser<T> OfJson<T>(RecordShape shape)
    {
        if (TupleShape.IsTuple(typeof(T)))
            return shape.Parameters is [] ? new JsonRecordParser<T>() : new PartsParser<T>(new JsonFields(shape.Parameters));
        return ScalarParser<T>.Instance is { } scalar
            ? new JsonScalarParser<T>(scalar, shape.Parameters is [var name] ? new JsonFields([name]) : null)
            : new JsonRecordParser<T>();
    }

    private static RecordParser<T> OfTable<T>(RecordShape shape)
    {
        if (ScalarParser<T>.Instance is { } scalar) return OfColumn(shape, scalar);
        var parts = Parts.Of(typeof(T));
        if (parts is null || !parts.Types.All(ScalarParsers.IsScalar))
        {
            return TupleShape.IsTuple(typeof(T))
                ? throw CommandException.Function(
                    $"the function takes {TypeNames.Of(typeof(T))}, which no columns can fill. Its parts must be scalars; JSON lines (-i jsonl) may hold the rest.")
                : new TableJsonParser<T>(shape.Columns);
        }

        var names = parts.Names is [] ? shape.Parameters : parts.Names;
        return new PartsParser<T>(new TableFields(shape.Columns, Taken(shape, names, parts.Types.Length)));
    }

    private static RecordParser<T> OfColumn<T>(RecordShape shape, ScalarParser<T> scalar)
    {
        var column = shape.Parameters is [var name] && shape.HasNames ? Column(shape, name) : -1;
        if (column < 0 && shape.Columns.Length == 1) column = 0;
        if (column >= 0) return new ColumnParser<T>(new TableFields(shape.Columns, [column]));
        if (typeof(T) == typeof(string)) return (RecordParser<T>)(object)new RowParser(shape.Columns);
        throw Unknown(shape, shape.Parameters is [var wanted] ? wanted : TypeNames.Of(typeof(T)));
    }

    private static int[] Taken(RecordShape shape, string[] names, int parts)
    {
        if (shape.HasNames && names is not []) return [.. names.Select(name => Column(shape, name) is >= 0 and var column ? column : throw Unknown(shape, name))];
        return parts <= shape.Columns.Length
            ? [.. Enumerable.Range(0, parts)]
            : throw CommandException.Function($"the function takes {parts} values, and the input has {shape.Columns.Length}: {string.Join(", ", shape.Columns)}.");
    }

    private static int Column(RecordShape shape, string name)
    {
        var exact = Array.IndexOf(shape.Columns, name);
        return exact >= 0 ? exact : Array.FindIndex(shape.Columns, column => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase));
    }

    private static CommandException Unknown(RecordShape shape, string name) => CommandException.Function(
        $"there is no column {name}; the input has {string.Join(", ", shape.Columns)}."
        + (shape.HasNames ? " Name the function's parameters after columns." : " Without a header, columns are taken by position."));

    private static string Named(RecordShape shape) => shape.Parameters is [] ? "several values" : string.Join(", ", shape.Parameters);
}
