using ActorMap.Node.Input;
using ActorMap.Node.Programs;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Binding;

/// <summary>Chooses how a function's input is read from a shape of record, or says why it can't be.</summary>
internal static class RecordParsers
{
    /// <exception cref="CommandException">The function does not bind to such records.</exception>
    internal static RecordParser<T> Create<T>(RecordShape shape)
    {
        if (Array.Find(Parts.Of(typeof(T))?.Types ?? [typeof(T)], type => type is { IsArray: true, IsSZArray: false }) is { } grid)
            throw CommandException.Function($"the function takes {TypeNames.Of(grid)}, which no record is read as. Take an array of arrays, {TypeNames.Of(Nested(grid))}.");
        return shape.Kinds is [var only] ? Create<T>(shape, only) : new MixedRecordParser<T>(shape.Kinds.ToDictionary(kind => kind, kind => Create<T>(shape, kind)));
    }

    private static Type Nested(Type grid) => Enumerable.Range(0, grid.GetArrayRank()).Aggregate(grid.GetElementType()!, (type, _) => type.MakeArrayType());

    private static RecordParser<T> Create<T>(RecordShape shape, RecordKind kind) => typeof(T) == typeof(JsonText) ? (RecordParser<T>)(object)JsonTextParsers.Create(shape, kind) : kind switch
    {
        RecordKind.Text => OfText<T>(shape),
        RecordKind.Json => OfJson<T>(shape),
        RecordKind.Failure => new FailureRecordParser<T>(shape.TakesParts ? null : OfText<T>(shape), OfJson<T>(shape), (columns, hasNames) => OfTable<T>(shape with { Columns = columns, HasNames = hasNames })),
        RecordKind.Row => OfRow<T>(shape),
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

    private static RecordParser<T> OfRow<T>(RecordShape shape)
    {
        if (Columns.OfRow(shape, typeof(T)) is not { } taken) return Columns.IsList(typeof(T)) ? throw Columns.NoList(shape, typeof(T)) : ScalarParser<T>.Instance is { } whole ? new TextRecordParser<T>(whole) : new JsonRecordParser<T>();
        var fields = new JsonFields(taken.Names);
        return taken.AreParts ? new PartsParser<T>(fields, Absent(taken.Names, name => !shape.Columns.Contains(name))) : new FieldParser<T>(fields);
    }

    private static RecordParser<T> OfTable<T>(RecordShape shape)
    {
        if (ScalarParser<T>.Instance is { } scalar) return OfColumn(shape, scalar);
        if (Columns.IsList(typeof(T))) throw Columns.NoList(shape, typeof(T));
        var parts = Parts.Of(typeof(T));
        if (parts is null || !parts.Types.All(ScalarParsers.IsScalar))
        {
            return TupleShape.IsTuple(typeof(T))
                ? throw CommandException.Function(
                    $"the function takes {TypeNames.Of(typeof(T))}, which no columns can fill. Its parts must be scalars; JSON lines (-i jsonl) may hold the rest.")
                : new TableJsonParser<T>(shape.Columns);
        }

        var columns = Columns.Several(shape, parts);
        return new PartsParser<T>(new TableFields(shape.Columns, columns), Absent(columns, column => column < 0));
    }

    private static int[] Absent<TPart>(TPart[] parts, Func<TPart, bool> isNone) => [.. Enumerable.Range(0, parts.Length).Where(i => isNone(parts[i]))];

    private static RecordParser<T> OfColumn<T>(RecordShape shape, ScalarParser<T> scalar)
    {
        if (Columns.One(shape) is >= 0 and var column) return new ColumnParser<T>(new TableFields(shape.Columns, [column]));
        if (typeof(T) == typeof(string)) return (RecordParser<T>)(object)new RowParser(shape.Columns);
        throw Columns.Unknown(shape, shape.Parameters is [var wanted] ? wanted : TypeNames.Of(typeof(T)));
    }

    private static string Named(RecordShape shape) => shape.Parameters is [] ? "several values" : string.Join(", ", shape.Parameters);
}
