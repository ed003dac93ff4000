using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Results;
using ActorMap.Node.Shell;
using ActorMap.Node.Timing;

namespace ActorMap.Node.Mapping;

/// <summary>
/// What a node must know to map records by a function that only it has: how they are read and written, and the constants. It travels as
/// the state of the function's form over records, so that binding and encoding happen where the function's types are known.
/// </summary>
/// <param name="Kinds">What records' bytes are.</param>
/// <param name="Columns">A table's columns; null where the table is empty.</param>
/// <param name="HasNames">Whether the columns are names.</param>
/// <param name="Format">How results are written.</param>
/// <param name="Tag">Whether index and input go with each result.</param>
/// <param name="Settings">The constants, as they were given.</param>
/// <param name="EmitsErrors">Whether failed items stand among the results.</param>
internal sealed record RecordOrder(
    RecordKind[] Kinds, string[]? Columns, bool HasNames, OutputFormat Format, bool Tag, Dictionary<string, string> Settings, bool EmitsErrors = false)
{
    /// <summary>The form of a named function that maps records.</summary>
    internal const string Form = "records";

    /// <summary>The form of a named function that tells the columns of its results, whatever it is asked.</summary>
    internal const string ColumnsForm = "columns";

    internal string ToText() => JsonSerializer.Serialize(this, Json.Options);

    /// <param name="name">The function's name.</param>
    /// <param name="text">The order, as a client of the tool wrote it.</param>
    /// <param name="make">Makes the function with these constants.</param>
    /// <exception cref="FunctionLoadException">The function does not bind to such records.</exception>
    internal static object Fill(string name, string text, Func<IReadOnlyList<Setting>, LoadedFunction> make)
    {
        var order = Read(text);
        try
        {
            var function = order.Function(make);
            var shape = new RecordShape(order.Kinds, order.Columns ?? [], order.HasNames, function.Parameters, TupleShape.IsTuple(function.In));
            var bound = RecordFunctions.Create(function, shape, new OutputShape(order.Format, order.Tag, order.ResultColumns(function), order.EmitsErrors));
            bound.CheckBinding();
            if (bound is ITimedStages timed) timed.StampsResults = true;
            return bound;
        }
        catch (CommandException error)
        {
            throw new FunctionLoadException($"'{name}': {error.Message}", error);
        }
    }

    /// <inheritdoc cref="Fill"/>
    internal static object ColumnsOf(string name, string text, Func<IReadOnlyList<Setting>, LoadedFunction> make)
    {
        var order = Read(text);
        try
        {
            return new ColumnsFunction(order.ResultColumns(order.Function(make)));
        }
        catch (CommandException error)
        {
            throw new FunctionLoadException($"'{name}': {error.Message}", error);
        }
    }

    private static RecordOrder Read(string text) => JsonSerializer.Deserialize<RecordOrder>(text, Json.Options)!;

    private LoadedFunction Function(Func<IReadOnlyList<Setting>, LoadedFunction> make) => make([.. Settings.Select(setting => new Setting(setting.Key, setting.Value))]);

    private string[] ResultColumns(LoadedFunction function) => Format == OutputFormat.Csv && !Tag ? OutputColumns.Of(function.Out, function.ResultNames) : [];

    private sealed class ColumnsFunction(string[] columns) : IMapFunction<string, string[]>
    {
        public string[] Invoke(string item, MapContext context) => columns;
    }
}
