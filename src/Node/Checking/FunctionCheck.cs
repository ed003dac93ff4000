using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Running;
using ActorMap.State;

namespace ActorMap.Node.Checking;

/// <summary>Loads a function, binds it, copies it and tries it, and writes down what it found.</summary>
internal static class FunctionCheck
{
    internal static async Task<CheckReport> RunAsync(MapRequest request, string? sample)
    {
        // Stdin is read where it is named: a check at a prompt must not wait for what nobody is going to type.
        using var input = request.Inputs is [] ? null : InputSet.Open(request);
        var function = FunctionLoader.Load(request, MapPlan.ItemType(input?.Kinds ?? (SampleInput.Guess(request.Format, sample) == InputFormat.Jsonl ? [RecordKind.Json] : [])));
        var state = ProgramText.Of(request.Function)?.State ?? StateFields.Of(function);
        if (sample is null)
        {
            var tried = input is null ? null : await TryAsync(request, input, function, state, null);
            return Report(request, input, function, state, tried);
        }

        using var given = SampleInput.Write(request, input, function, sample);
        using var held = InputSet.Open(given.Request);
        return Report(given.Request, input ?? held, function, state, await TryAsync(given.Request, held, function, state, given));
    }

    private static async Task<SampleReport?> TryAsync(MapRequest request, InputSet input, LoadedFunction function, StateReport state, SampleInput? given)
    {
        var plan = MapPlan.Bind(request, input, function);
        return state.Fault is null && First(input) is { } record ? await SampleRun.RunAsync(request, plan, record, given) : null;
    }

    private static CheckReport Report(MapRequest request, InputSet? input, LoadedFunction function, StateReport state, SampleReport? sample) =>
        ProgramText.Of(request.Function) is { } program ? program.Report(request, input, sample) : new(
        request.Function.Words, TypeOf(request, function), KindOf(request, function), TypeName.Of(function.In), function.Parameters, Gives(request, function),
        BindingText.Of(function, input), state, sample);

    private static string TypeOf(MapRequest request, LoadedFunction function) => (request.Function, function.Instance) switch
    {
        (FunctionSource.Lambda, _) => "the lambda",
        (_, IMethodFunction { Method: var method }) => $"{TypeName.Of(method.DeclaringType!)}.{TopLevelFunctions.NameOf(method)}",
        _ => TypeName.Of(function.Instance.GetType()),
    };

    private static string KindOf(MapRequest request, LoadedFunction function)
    {
        var name = function.Interface.Name.Split('`')[0];
        var manner = name switch { "IAsyncMapFunction" => "an asynchronous ", "IBatchMapFunction" => "a batch ", _ => "a " };
        if (request.Function is FunctionSource.Lambda) return $"{manner}lambda";
        return function.Instance is IMethodFunction ? $"{manner}static method" : $"{manner}function object ({name})";
    }

    private static string Gives(MapRequest request, LoadedFunction function)
    {
        var how = request.OutputFormat switch
        {
            OutputFormat.Csv => $"the columns {string.Join(", ", Results.OutputColumns.Of(function.Out, function.ResultNames))}",
            OutputFormat.Jsonl => "one JSON value a line",
            _ when ScalarParsers.IsScalar(function.Out) || function.Out == typeof(string) || function.Out == typeof(byte[]) => "a plain line",
            _ => "one JSON value a line",
        };
        return $"{TypeName.Of(function.Out)}, written as {how}";
    }

    private static Record? First(InputSet input)
    {
        foreach (var block in input.Blocks(taken: null))
        {
            var cursor = default(BlockCursor);
            if (block.TryRead(ref cursor, out var record)) return record;
        }

        return null;
    }
}
