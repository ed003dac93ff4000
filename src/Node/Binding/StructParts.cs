using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace ActorMap.Node.Binding;

/// <summary>
/// A struct is made without its constructor, so that what is not there would be a silent zero: what its only constructor takes must be there, as for a class, or is the parameter's default.
/// </summary>
internal static class StructParts
{
    internal static void Require(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Object, CreateObject: { } make } || !type.Type.IsValueType || Nullable.GetUnderlyingType(type.Type) is not null
            || Parts.Of(type.Type)?.Constructor?.GetParameters() is not { } parameters) return;
        var defaults = new List<(Action<object, object?> Set, object? Value)>();
        foreach (var property in type.Properties)
        {
            var parameter = Array.Find(parameters, one => string.Equals(one.Name, (property.AttributeProvider as MemberInfo)?.Name, StringComparison.OrdinalIgnoreCase));
            if (parameter is null || property is { Get: null, Set: null }) continue;
            if (property.Set is null)
            {
                type.CreateObject = () => throw new NotSupportedException(
                    $"{TypeNames.Of(type.Type)} is a struct whose {property.Name} can't be set. Mark its constructor with [JsonConstructor], or make it a record struct.");
                return;
            }

            property.IsRequired |= !parameter.HasDefaultValue;
            if (parameter.HasDefaultValue) defaults.Add((property.Set, Parts.Default(parameter)));
        }

        if (defaults is []) return;
        type.CreateObject = () =>
        {
            var made = make();
            foreach (var (set, value) in defaults.Where(one => one.Value is not null)) set(made, value);
            return made;
        };
    }
}
