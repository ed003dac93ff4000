using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;

namespace ActorMap.Node.Checking;

/// <summary>How records become what the function takes, in words.</summary>
internal static class BindingText
{
    internal static string Of(LoadedFunction function, InputSet? input)
    {
        var takesParts = TupleShape.IsTuple(function.In);
        var isScalar = ScalarParsers.IsScalar(function.In) || function.In == typeof(string) || function.In == typeof(byte[]);
        var names = string.Join(", ", function.Parameters);
        if (input is { Columns: { } columns }) return $"to the columns {string.Join(", ", columns)}: {Table(function, columns, takesParts, isScalar)}";
        if (input is { Kinds: [RecordKind.Json] }) return Json(names, takesParts, isScalar);
        if (input is not null && !takesParts) return isScalar ? "to a line" : "to a line that is one JSON value";
        if (takesParts) return names.Length > 0 ? $"{names}: by name to the columns of -i csv or tsv, or the properties of -i jsonl" : "by position to the columns of -i csv or tsv, or the elements of an array in -i jsonl";
        return isScalar
            ? $"to a line{(names.Length > 0 ? $"; to the column or property {names}, where there is one" : string.Empty)}"
            : "to one JSON value a line (-i jsonl), or to the columns of -i csv or tsv by its properties";
    }

    private static string Table(LoadedFunction function, string[] columns, bool takesParts, bool isScalar)
    {
        if (isScalar && function.Parameters is [var only])
        {
            var found = Array.Find(columns, column => string.Equals(column.Trim(), only, StringComparison.OrdinalIgnoreCase));
            return found is not null ? $"{only} takes {found}" : columns is [var single] ? $"{only} takes {single}, the only one" : $"{only} takes the whole row";
        }

        if (!takesParts) return $"{TypeNames.Of(function.In)} takes them by its properties";
        if (function.Parameters is []) return "by position";
        var taken = function.Parameters.Select(name => columns.FirstOrDefault(column => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase))).ToArray();
        return string.Join(", ", function.Parameters.Select((name, i) => $"{name} takes {taken[i] ?? columns[i]}"));
    }

    private static string Json(string names, bool takesParts, bool isScalar) => (takesParts, isScalar) switch
    {
        (true, _) => names.Length > 0 ? $"{names}: to the properties of these names, or to the elements of an array" : "to the elements of an array",
        (_, true) => names.Length > 0 ? $"to the value of a line, or its property {names}" : "to the value of a line",
        _ => "to the value of a line",
    };
}
