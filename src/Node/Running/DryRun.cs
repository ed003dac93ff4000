using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Programs;

namespace ActorMap.Node.Running;

/// <summary>Says what would be done; all that can be checked without a record has been checked.</summary>
internal static class DryRun
{
    internal static string Describe(MapRequest request, InputSet input, LoadedFunction? function, MapPlan plan)
    {
        var types = function is null ? "as the nodes have it" : $"{TypeNames.Of(function.In)}{Parameters(function)} to {TypeNames.Of(function.Out)}";
        var columns = input.Columns is { } known ? $", columns {ColumnText.Of(known)}" : string.Empty;
        var constants = request.Settings is [] ? "none" : string.Join(", ", request.Settings.Select(one => $"{one.Name} = {Excerpt.Of(one.Text)}"));
        return $"""
            function   {request.Function.Words}: {types}
            constants  {constants}{CommandLines.Describe(request, input, plan)}
            input      {(request.Inputs is [] ? "stdin" : ColumnText.Of(request.Inputs))} as {input.Formats}{columns}
            output     {request.Output ?? "stdout"} as {plan.Output.Format.ToString().ToLowerInvariant()}{(request.Unordered ? ", as completed" : ", in input order")}
            workers    {request.Place}

            """;
    }

    private static string Parameters(LoadedFunction function) => function.Parameters is [] ? string.Empty : $" ({string.Join(", ", function.Parameters)})";
}
