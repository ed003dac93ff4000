using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Results;

/// <summary>The columns that results fill when they are written as CSV.</summary>
internal static class OutputColumns
{
    /// <summary>Of what tells no columns before the first result: its JSON is one field.</summary>
    internal static string[] Single { get; } = ["value"];

    /// <param name="type">The results' type.</param>
    /// <param name="names">The names that only the compiler knows: a tuple's, an anonymous type's. Empty for none.</param>
    internal static string[] Of(Type type, string[] names) => names is not [] ? names : OfType(type, JsonTypes.Lasting) ?? Single;

    /// <param name="type">The results' type.</param>
    /// <param name="types">What is known of such.</param>
    /// <returns>The columns that the type itself tells; null where a value is one field, whatever is in it.</returns>
    internal static string[]? OfType(Type type, JsonTypes types)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (TupleShape.IsTuple(type)) return [.. TupleShape.Elements(type).Select((_, i) => $"Item{i + 1}")];
        if (type == typeof(object) || ScalarParsers.IsScalar(type)) return null;
        var info = types.Own.Options.GetTypeInfo(type);
        string[] properties = info.Kind == JsonTypeInfoKind.Object ? [.. info.Properties.Where(property => property.Get is not null).Select(property => property.Name)] : [];
        return properties is [] ? null : properties;
    }
}
