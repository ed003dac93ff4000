using ActorMap.Node.Shell;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorMap.Node.Functions;

/// <summary>One parameter of the lambda: a part of the record, or what a function may know of its call.</summary>
/// <param name="Syntax">As the user wrote it.</param>
/// <param name="Missing">The type that is put before it where the user wrote none.</param>
internal sealed record LambdaParameter(ParameterSyntax Syntax, string Missing)
{
    internal string Name => Syntax.Identifier.ValueText;

    internal string Type => Syntax.Type?.ToString() ?? Missing.Trim();

    internal bool IsContext => Type is "MapContext" or "ActorMap.MapContext";

    internal bool IsToken => Type is "CancellationToken" or "System.Threading.CancellationToken";

    internal bool IsPart => !IsContext && !IsToken;

    /// <summary>The names by which the lambda takes parts of a record: its parameters', or those of the one tuple that it takes. None where that has none.</summary>
    internal static string[] NamesOf(IEnumerable<LambdaParameter> parameters)
    {
        LambdaParameter[] parts = [.. parameters.Where(one => one.IsPart)];
        if (parts is not [{ Syntax.Type: TupleTypeSyntax tuple }]) return [.. parts.Select(one => one.Name)];
        string[] names = [.. tuple.Elements.Select(one => one.Identifier.ValueText)];
        return names.Contains(string.Empty) ? [] : names;
    }

    /// <param name="lambda">The lambda.</param>
    /// <param name="itemType">What a single parameter without a type is: it depends on the input.</param>
    internal static LambdaParameter[] Of(LambdaText lambda, string itemType)
    {
        var untyped = Array.Find(lambda.Parameters, one => one.Type is null);
        if (untyped is not null && lambda.Parameters.Length > 1)
        {
            throw CommandException.Function(
                $"the lambda's parameter {untyped.Identifier} has no type; several parameters need theirs, such as (int a, int b) => a + b.\n"
                + Caret.Under(lambda.Text, untyped.Span.Start, untyped.Span.Length));
        }

        // No interface can be of it, and what a record is read as must be known before one is read.
        if (lambda.Parameters.SelectMany(one => one.Type?.DescendantNodesAndSelf() ?? []).OfType<IdentifierNameSyntax>().FirstOrDefault(one => one.Identifier.ValueText == "dynamic") is { } open)
        {
            throw CommandException.Function(
                "a record can't be read as dynamic. Take a JsonElement, which has any JSON value: (JsonElement x) => x.GetProperty(\"a\").GetInt32(); or name what it has: (int a, string b) => a.\n"
                + Caret.Under(lambda.Text, open.Span.Start, open.Span.Length));
        }

        LambdaParameter[] parameters = [.. lambda.Parameters.Select(one => new LambdaParameter(one, one.Type is null ? $"{itemType} " : string.Empty))];
        return parameters.Any(one => one.IsPart)
            ? parameters
            : throw CommandException.Function("the lambda takes nothing of the record; give it a parameter, such as x => x.Length.");
    }
}
