using System.Collections;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Binding;

/// <summary>Finds the columns that a function takes, by name where there are names, else by position.</summary>
internal static class Columns
{
    /// <summary>The one column of a function that takes one value: that of its parameter's name, or the only one.</summary>
    /// <returns>-1 where there is none.</returns>
    internal static int One(RecordShape shape)
    {
        var column = shape.Parameters is [var name] && shape.HasNames ? Find(shape.Columns, name) : -1;
        return column < 0 && shape.Columns.Length == 1 ? 0 : column;
    }

    /// <summary>The columns of a function that takes several values, by their names or, where they have none, the first ones.</summary>
    /// <returns>-1 for a part that has a default, where its column is not there.</returns>
    internal static int[] Several(RecordShape shape, Parts parts)
    {
        var names = parts.Names is [] ? shape.Parameters : parts.Names;
        if (shape.HasNames && names is not [])
            return [.. names.Select((name, i) => Find(shape.Columns, name) is >= 0 and var column ? column : parts.HasDefault(i) ? -1 : throw Unknown(shape, name))];
        return Enumerable.Range(shape.Columns.Length, Math.Max(0, parts.Types.Length - shape.Columns.Length)).All(parts.HasDefault)
            ? [.. Enumerable.Range(0, parts.Types.Length).Select(i => i < shape.Columns.Length ? i : -1)]
            : throw CommandException.Function($"the function takes {parts.Types.Length} values, and the input has {shape.Columns.Length}: {ColumnText.Of(shape.Columns)}.");
    }

    /// <summary>The columns that a function takes of a row of typed values.</summary>
    /// <returns>Their names, its own for a part that is its default, and whether they are the value's parts rather than the value; null where it takes the whole row.</returns>
    internal static (string[] Names, bool AreParts)? OfRow(RecordShape shape, Type type, JsonTypes types)
    {
        if (!shape.TakesParts && One(shape) is >= 0 and var one && (ScalarParsers.IsScalar(type) || IsNamed(shape))) return ([shape.Columns[one]], false);
        if (ScalarParsers.IsScalar(type)) return type == typeof(string) ? null : throw Unknown(shape, shape.Parameters is [var wanted] ? wanted : TypeNames.Of(type));
        if (IsList(type, types) || Parts.Of(type) is not { } parts) return null;
        return ([.. Several(shape, parts).Select((column, i) => column < 0 ? parts.Names[i] : shape.Columns[column])], true);
    }

    internal static CommandException Unknown(RecordShape shape, string name) => CommandException.Function(
        $"there is no column {name}; the input has {ColumnText.Of(shape.Columns)}."
        + (shape.HasNames ? " Name the function's parameters after columns." : " Without a header, columns are taken by position."));

    /// <summary>Whether values are elements without names, which no row has.</summary>
    internal static bool IsList(Type type, JsonTypes types) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && types.Input.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable;

    internal static CommandException NoList(RecordShape shape, Type type) => CommandException.Function(
        $"the function takes {TypeNames.Of(type)}, and a row is values under the columns {ColumnText.Of(shape.Columns)}. Take those that it needs by name, such as (double a, double b) => a + b, "
        + "or all of them as a Dictionary<string, string> or a JsonElement.");

    private static bool IsNamed(RecordShape shape) => shape.Parameters is [var name] && Find(shape.Columns, name) >= 0;

    /// <summary>The first of that very name, or the first that is it in another case or with blanks around it.</summary>
    /// <returns>-1 where there is none.</returns>
    internal static int Find(string[] columns, string name)
    {
        var exact = Array.IndexOf(columns, name);
        return exact >= 0 ? exact : Array.FindIndex(columns, column => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase));
    }
}
