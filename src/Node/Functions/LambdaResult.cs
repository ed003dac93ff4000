using Microsoft.CodeAnalysis;

namespace ActorMap.Node.Functions;

/// <summary>What the lambda returns, as the generated method declares it.</summary>
/// <param name="Type">The result's type in C#, awaited.</param>
/// <param name="Task">The task type around it, empty for none.</param>
/// <param name="Names">The names of a tuple's or an anonymous type's parts, which the type at run time does not tell.</param>
internal sealed record LambdaResult(string Type, string Task, string[] Names)
{
    internal bool IsAsync => Task.Length > 0;

    internal bool IsValueTask => Task.EndsWith(nameof(ValueTask), StringComparison.Ordinal);

    internal static LambdaResult Of(ITypeSymbol? type)
    {
        if (type is null) return new LambdaResult("object", string.Empty, []);
        var task = type is INamedTypeSymbol { IsGenericType: true } generic
            && generic.ConstructedFrom.ToDisplayString() is "System.Threading.Tasks.Task<TResult>" or "System.Threading.Tasks.ValueTask<TResult>"
            ? $"global::System.Threading.Tasks.{type.Name}"
            : string.Empty;
        var result = task.Length > 0 ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        var names = result switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple when tuple.TupleElements.All(one => one.IsExplicitlyNamedTupleElement) => tuple.TupleElements.Select(one => one.Name),

            // Of what is declared as an object nobody will know any more that it has parts.
            INamedTypeSymbol { IsTupleType: true } tuple when CantBeDeclared(result) => tuple.TupleElements.Select((_, i) => $"Item{i + 1}"),
            { IsAnonymousType: true } => result.GetMembers().OfType<IPropertySymbol>().Select(one => one.Name),
            _ => [],
        };
        return new LambdaResult(CantBeDeclared(result) ? "object" : result.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), task, [.. names]);
    }

    /// <summary>An anonymous type has no name to declare a method with, and an interface can't be of a dynamic one.</summary>
    private static bool CantBeDeclared(ITypeSymbol type) =>
        type.IsAnonymousType || type.TypeKind is TypeKind.Dynamic || type switch
        {
            IArrayTypeSymbol array => CantBeDeclared(array.ElementType),
            INamedTypeSymbol named => named.TypeArguments.Any(CantBeDeclared),
            _ => false,
        };
}
