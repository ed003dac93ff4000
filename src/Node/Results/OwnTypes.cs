using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Results;

/// <summary>Writes values by the types that they have, also where they are declared as an interface, or as a class that others derive from.</summary>
/// <remarks>The framework goes by what is declared, unless it is told beforehand what derives from that. So a type that is met for the first time ends the writing, which begins anew and knows it.</remarks>
internal sealed class OwnTypes
{
    private readonly JsonSerializerOptions _results;
    private readonly Lock _gate = new();
    private volatile Known _known;

    /// <param name="results">What writes them as they are declared.</param>
    internal OwnTypes(JsonSerializerOptions results)
    {
        _results = results;
        _known = new Known([], results);
    }

    internal JsonSerializerOptions Options => _known.Options;

    internal JsonElement ToElement<T>(T value)
    {
        while (true)
        {
            try
            {
                return JsonSerializer.SerializeToElement(value, Options);
            }
            catch (UnmetException unmet)
            {
                Learn(unmet);
            }
        }
    }

    /// <exception cref="FormatException">The value has members that only its own type tells, and others that only what it is declared as tells.</exception>
    internal void Learn(UnmetException unmet)
    {
        var isOwn = IsWrittenByItsOwn(unmet.Place);
        lock (_gate) _known = new Known(new(_known.Met) { [unmet.Place] = isOwn }, _results);
    }

    /// <summary>Not where that tells no more than what it is declared as, and lacks what an interface has by itself, or the class has only by way of it.</summary>
    private bool IsWrittenByItsOwn(Place place)
    {
        var (own, declared) = (Options.GetTypeInfo(place.Actual), Options.GetTypeInfo(place.Declared));
        var isObject = own.Kind == JsonTypeInfoKind.Object;
        if (own.Kind == JsonTypeInfoKind.None || (isObject && !place.Declared.IsInterface)) return true;

        string[] lacking = [.. Written(declared).Where(property => !isObject || !Has(place.Actual, property)).Select(property => property.Name)];
        if (lacking is []) return true;
        string[] added = isObject ? [.. Written(own).Select(property => property.Name).Except(Written(declared).Select(property => property.Name))] : ["its items"];
        if (added is []) return false;
        var (type, name) = (TypeNames.Of(place.Actual), TypeNames.Of(place.Declared));
        throw new FormatException(
            $"The result has a {type} as {name}: {string.Join(", ", lacking)} would be written of {name} alone, {string.Join(", ", added)} of {type} alone. Give {type} public properties for all of it, or return a record of it.");
    }

    private static IEnumerable<JsonPropertyInfo> Written(JsonTypeInfo type) => type.Properties.Where(property => property.Get is not null);

    private static bool Has(Type type, JsonPropertyInfo property) => property.AttributeProvider is not MemberInfo member || type.GetMember(member.Name).Length > 0;

    internal readonly record struct Place(Type Declared, Type Actual);

    internal sealed class UnmetException(Place place) : Exception
    {
        internal Place Place { get; } = place;
    }

    /// <summary>What was met until now.</summary>
    private sealed class Known
    {
        /// <param name="met">Whether what was met is written by its own type.</param>
        /// <param name="results">What writes as it is declared.</param>
        internal Known(Dictionary<Place, bool> met, JsonSerializerOptions results)
        {
            Met = met;
            Options = new(results) { TypeInfoResolver = results.TypeInfoResolver!.WithAddedModifier(Open) };
        }

        internal Dictionary<Place, bool> Met { get; }

        internal JsonSerializerOptions Options { get; }

        private void Open(JsonTypeInfo type)
        {
            // Where an attribute says what derives from a type, it has decided how that is written.
            if (type is not { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null } || type.Type.IsSealed || type.Type == typeof(object)) return;
            foreach (var (place, isOwn) in Met)
            {
                if (!isOwn || place.Declared != type.Type) continue;
                type.PolymorphismOptions ??= new() { UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType };
                type.PolymorphismOptions.DerivedTypes.Add(new(place.Actual));
            }

            // Called for what is about to be written as declared: of that very type, or not met yet.
            type.OnSerializing = Check(type.Type) + type.OnSerializing;
        }

        private Action<object> Check(Type declared) => value =>
        {
            if (value.GetType() != declared && !Met.ContainsKey(new(declared, value.GetType()))) throw new UnmetException(new(declared, value.GetType()));
        };
    }
}
