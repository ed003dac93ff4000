using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Results;

namespace ActorMap.Node.Binding;

/// <summary>The options of <see cref="Json"/>. Such as are alike share what they find out of types: resolvers and converters that each has for itself make these unlike any others.</summary>
internal sealed class JsonOptions
{
    /// <param name="usual">How the framework reads and writes by itself.</param>
    internal JsonOptions(JsonSerializerOptions usual)
    {
        var common = Common(usual);
        Input = new(common) { Converters = { new ScalarReading(usual) } };
        Rows = new(Input) { Converters = { new FieldBytes() } };
        Results = new(common)
        {
            PropertyNameCaseInsensitive = false, RespectRequiredConstructorParameters = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MakesNone } },
        };
        Own = new OwnTypes(Results);
    }

    /// <summary>What reads what a function takes.</summary>
    internal JsonSerializerOptions Input { get; }

    /// <summary>What reads a table's row, whose fields are texts.</summary>
    internal JsonSerializerOptions Rows { get; }

    /// <summary>What writes results, and reads nothing: two names that differ in case alone are two, and no constructor has to tell them apart.</summary>
    internal JsonSerializerOptions Results { get; }

    /// <summary>What writes them by the types that they have.</summary>
    internal OwnTypes Own { get; }

    /// <summary>A type that says how it is made is not asked for a constructor. What may be null is made of what it holds, and can't say so.</summary>
    private static void MakesNone(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Object, CreateObject: null } && Nullable.GetUnderlyingType(type.Type) is null)
            type.CreateObject = () => throw new NotSupportedException($"{type.Type} is only written.");
    }

    private static JsonSerializerOptions Common(JsonSerializerOptions usual) => new()
    {
        MaxDepth = Json.Deepest,
        PropertyNameCaseInsensitive = true,
        IncludeFields = true,
        Encoder = Json.Writer.Encoder,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,

        // Asked for a type's columns before anything was written, it would know none.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StructParts.Require } },

        // A property that is not there is a bad record, not a silent zero.
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new JsonStringEnumConverter(), new TupleConverter(), new FileConverter(), new TextConverter(), new ElementConverter(),
            new RealConverter<double>(), new RealConverter<float>(), new RealConverter<Half>(), new ScalarConverter(usual),
        },
    };
}
