using System.Reflection;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Mapping;
using ActorMap.Node.Results;

namespace ActorMap.Node.Running;

/// <summary>The function bound to its input and output: what the pool is given.</summary>
/// <param name="Function">Maps <see cref="Record"/> to <see cref="Encoded"/>.</param>
/// <param name="Input">How records are read.</param>
/// <param name="Output">How results are written.</param>
internal sealed record MapPlan(IRecordFunction Function, RecordShape Input, OutputShape Output)
{
    /// <summary>What a lambda's parameter without a type is.</summary>
    internal static string ItemType(InputSet input) => input.Format is InputFormat.Jsonl ? "System.Text.Json.JsonElement" : "string";

    internal static MapPlan Bind(MapRequest request, InputSet input, LoadedFunction function)
    {
        var kind = input.Format switch
        {
            InputFormat.Jsonl => RecordKind.Json,
            InputFormat.Failures => RecordKind.Failure,
            InputFormat.Csv or InputFormat.Tsv => RecordKind.Table,
            _ => RecordKind.Text,
        };
        var shape = new RecordShape(kind, input.Columns ?? [], request.HasHeader, function.Parameters, TupleShape.IsTuple(function.In));
        var format = request.OutputFormat == OutputFormat.Auto ? OutputFormat.Lines : request.OutputFormat;
        var output = new OutputShape(format, request.Tag, format == OutputFormat.Csv ? OutputColumns.Of(function.Out, function.ResultNames) : []);

        var bound = (IRecordFunction)Activator.CreateInstance(
            Kind(function).MakeGenericType(function.In, function.Out), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null,
            [function.Instance, shape, output], null)!;

        // An empty table has no columns to bind to, and no record that would need them.
        if (kind != RecordKind.Table || input.Columns is not null) bound.CheckBinding();
        return new MapPlan(bound, shape, output);
    }

    internal MapQuery<Record, Encoded> Query(MapPool pool, RecordFeed feed) => Function switch
    {
        IMapFunction<Record, Encoded> plain => pool.Map(plain, feed),
        IAsyncMapFunction<Record, Encoded> waiting => pool.Map(waiting, feed),
        IBatchMapFunction<Record, Encoded> batch => pool.Map(batch, feed),
        _ => throw new InvalidOperationException($"{Function.GetType()} maps no records."),
    };

    private static Type Kind(LoadedFunction function)
    {
        var definition = function.Interface.GetGenericTypeDefinition();
        return definition == typeof(IMapFunction<,>) ? typeof(SynchronousRecordFunction<,>)
            : definition == typeof(IAsyncMapFunction<,>) ? typeof(AsynchronousRecordFunction<,>)
            : typeof(BatchRecordFunction<,>);
    }
}
