using ActorMap.Node.Input;
using ActorMap.Node.Programs;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Binding;

/// <summary>Chooses how a function's input is read from a shape of record, or says why it can't be.</summary>
internal static class RecordParsers
{
    /// <param name="shape">The records.</param>
    /// <param name="types">What is known of the types in it; null where none came with a job.</param>
    /// <exception cref="CommandException">The function does not bind to such records.</exception>
    internal static RecordParser<T> Create<T>(RecordShape shape, JsonTypes? types = null)
    {
        types ??= JsonTypes.Lasting;
        if (Array.Find(Parts.Of(typeof(T))?.Types ?? [typeof(T)], type => type is { IsArray: true, IsSZArray: false }) is { } grid)
            throw CommandException.Function($"the function takes {TypeNames.Of(grid)}, which no record is read as. Take an array of arrays, {TypeNames.Of(Nested(grid))}.");
        return shape.Kinds is [var only] ? Create<T>(shape, only, types) : new MixedRecordParser<T>(shape.Kinds.ToDictionary(kind => kind, kind => Create<T>(shape, kind, types)));
    }

    private static Type Nested(Type grid) => Enumerable.Range(0, grid.GetArrayRank()).Aggregate(grid.GetElementType()!, (type, _) => type.MakeArrayType());

    private static RecordParser<T> Create<T>(RecordShape shape, RecordKind kind, JsonTypes types) => typeof(T) == typeof(JsonText) ? (RecordParser<T>)(object)JsonTextParsers.Create(shape, kind) : kind switch
    {
        RecordKind.Text => OfText<T>(shape, types),
        RecordKind.Json => OfJson<T>(shape, types),
        RecordKind.Failure => new FailureRecordParser<T>(shape.TakesParts ? null : OfText<T>(shape, types), OfJson<T>(shape, types), (columns, hasNames) => OfTable<T>(shape with { Columns = columns, HasNames = hasNames }, types)),
        RecordKind.Row => OfRow<T>(shape, types),
        _ => OfTable<T>(shape, types),
    };

    private static RecordParser<T> OfText<T>(RecordShape shape, JsonTypes types)
    {
        if (shape.TakesParts)
            throw CommandException.Function($"the function takes {Named(shape)} by name, and lines have no names. Say how the input is written: -i csv, -i tsv or -i jsonl.");
        return ScalarParser<T>.Instance is { } scalar ? new TextRecordParser<T>(scalar) : new JsonRecordParser<T>(types);
    }

    private static RecordParser<T> OfJson<T>(RecordShape shape, JsonTypes types)
    {
        if (TupleShape.IsTuple(typeof(T)))
            return shape.Parameters is [] ? new JsonRecordParser<T>(types) : new PartsParser<T>(new JsonFields(shape.Parameters, types));
        return ScalarParser<T>.Instance is { } scalar
            ? new JsonScalarParser<T>(scalar, shape.Parameters is [var name] ? new JsonFields([name], types) : null)
            : new JsonRecordParser<T>(types);
    }

    private static RecordParser<T> OfRow<T>(RecordShape shape, JsonTypes types)
    {
        if (Columns.OfRow(shape, typeof(T), types) is not { } taken) return Columns.IsList(typeof(T), types) ? throw Columns.NoList(shape, typeof(T)) : ScalarParser<T>.Instance is { } whole ? new TextRecordParser<T>(whole) : new JsonRecordParser<T>(types);
        var fields = new JsonFields(taken.Names, types);
        return taken.AreParts ? new PartsParser<T>(fields, Absent(taken.Names, name => !shape.Columns.Contains(name))) : new FieldParser<T>(fields);
    }

    private static RecordParser<T> OfTable<T>(RecordShape shape, JsonTypes types)
    {
        if (ScalarParser<T>.Instance is { } scalar) return OfColumn(shape, scalar);
        if (Columns.IsList(typeof(T), types)) throw Columns.NoList(shape, typeof(T));
        var parts = Parts.Of(typeof(T));
        if (parts is null || !parts.Types.All(ScalarParsers.IsScalar))
        {
            return TupleShape.IsTuple(typeof(T))
                ? throw CommandException.Function(
                    $"the function takes {TypeNames.Of(typeof(T))}, which no columns can fill. Its parts must be scalars; JSON lines (-i jsonl) may hold the rest.")
                : new TableJsonParser<T>(shape.Columns, types);
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
