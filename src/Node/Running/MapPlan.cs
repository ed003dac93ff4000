using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Mapping;
using ActorMap.Node.Results;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>The function bound to its input and output: what the pool is given.</summary>
/// <param name="Function">Maps <see cref="Record"/> to <see cref="Encoded"/>: a function object, or the description of one that the nodes have.</param>
/// <param name="Input">How records are read.</param>
/// <param name="Output">How results are written.</param>
/// <param name="Taken">The columns that the function takes of rows of typed values; null for all.</param>
/// <param name="Header">What the nodes are asked for the columns of the results by; null where they are known, or none are needed.</param>
internal sealed record MapPlan(object Function, RecordShape Input, OutputShape Output, string[]? Taken = null, MapFunction<string, string[]>? Header = null)
{
    /// <summary>What a lambda's parameter without a type is.</summary>
    internal static string ItemType(RecordKind[] kinds) => kinds is not [] && kinds.All(kind => kind is RecordKind.Json or RecordKind.Row) ? "System.Text.Json.JsonElement" : "string";

    internal static MapPlan Bind(MapRequest request, InputSet input, LoadedFunction function)
    {
        var shape = new RecordShape(input.Kinds, input.Columns ?? [], request.HasHeader, function.Parameters, TupleShape.IsTuple(function.In));
        var format = Format(request);
        var output = new OutputShape(format, request.Tag, format == OutputFormat.Csv ? OutputColumns.Of(function.Out, function.ResultNames) : [], request.EmitsErrors);
        var bound = RecordFunctions.Create(function, shape, output);
        bound.CheckBinding();
        return new MapPlan(bound, shape, output, shape.Kinds.Contains(RecordKind.Row) ? Columns.OfRow(shape, function.In, JsonTypes.Lasting)?.Names : null);
    }

    /// <summary>A function that the nodes have is bound there.</summary>
    internal static MapPlan Named(MapRequest request, InputSet input, FunctionSource.Named function)
    {
        if (request.Place is not WorkPlace.Nodes)
            throw CommandException.Usage($"{function.Words} is a function that nodes have: say where they are, --cluster HOST:PORT.");
        if (request.Using.Count > 0) throw CommandException.Usage($"--using goes with -e and C# files; {function.Words} is compiled already.");
        return OnNodes(request, input, function.Name, request.Settings.ToDictionary(one => one.Name, one => one.Text));
    }

    /// <summary>A program is started where the workers are; what travels is its command line.</summary>
    internal static MapPlan OnNodes(MapRequest request, InputSet input) => OnNodes(request, input, Programs.ProgramForms.NodeName, Programs.ProgramForms.Order(request.Function));

    private static MapPlan OnNodes(MapRequest request, InputSet input, string name, Dictionary<string, string> settings)
    {
        var format = Format(request);
        var isTable = format == OutputFormat.Csv && !request.Tag;
        var order = new RecordOrder(input.Kinds, input.Columns, request.HasHeader, format, request.Tag, settings, request.EmitsErrors);
        var named = MapFunction.Named<Record, Encoded>(FunctionRegistry.FormOf(name, RecordOrder.Form), order.ToText());
        return new MapPlan(named, new RecordShape(order.Kinds, input.Columns ?? [], request.HasHeader, [], TakesParts: false), new OutputShape(format, request.Tag, isTable ? OutputColumns.Single : [], request.EmitsErrors))
        {
            // A program says only with each result what is in it.
            Header = isTable && request.Function is FunctionSource.Named ? MapFunction.Named<string, string[]>(FunctionRegistry.FormOf(name, RecordOrder.ColumnsForm), order.ToText()) : null,
        };
    }

    /// <summary>The plan with the columns that only the nodes know.</summary>
    internal async Task<MapPlan> CompletedBy(MapPool pool, CancellationToken cancellation) =>
        Header is null ? this : this with { Output = Output with { Columns = (await pool.Map(Header, [string.Empty]).With(new MapOptions { Name = "columns" }).ToArrayAsync(cancellation))[0] } };

    internal MapQuery<Record, Encoded> Query(MapPool pool, RecordFeed feed) => Function switch
    {
        IMapFunction<Record, Encoded> plain => pool.Map(plain, feed),
        IAsyncMapFunction<Record, Encoded> waiting => pool.Map(waiting, feed),
        IBatchMapFunction<Record, Encoded> batch => pool.Map(batch, feed),
        MapFunction<Record, Encoded> named => pool.Map(named, feed),
        _ => throw new InvalidOperationException($"{Function.GetType()} maps no records."),
    };

    private static OutputFormat Format(MapRequest request) => request.OutputFormat == OutputFormat.Auto ? OutputFormat.Lines : request.OutputFormat;
}
