using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorMap.Node.Binding;

/// <summary>How the tool reads and writes JSON: names as declared, read in any case; text as it is; tuples as arrays; numbers also from strings, as tables give them.</summary>
internal static class Json
{
    /// <summary>As deep as what is written may be, and as most that write JSON go.</summary>
    private const int Deepest = 1000;

    private static readonly JsonSerializerOptions Common = Make();

    internal static JsonSerializerOptions Options { get; } = new(Common) { Converters = { new ScalarReading() } };

    /// <summary>What reads a table's row, whose fields are texts.</summary>
    internal static JsonSerializerOptions Rows { get; } = new(Options) { Converters = { new FieldBytes() } };

    /// <summary>What writes results, and reads nothing: two names that differ in case alone are two, and no constructor has to tell them apart.</summary>
    internal static JsonSerializerOptions Results { get; } = new(Common)
    {
        PropertyNameCaseInsensitive = false, RespectRequiredConstructorParameters = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MakesNone } },
    };

    /// <summary>What reads piece by piece, a value that may be wrapped in a line of our own.</summary>
    internal static JsonReaderOptions Reader { get; } = new() { MaxDepth = Deepest + 1 };

    /// <summary>What reads a whole value at once, or such a line.</summary>
    internal static JsonDocumentOptions Document { get; } = new() { MaxDepth = Deepest + 1 };

    internal static JsonWriterOptions Writer { get; } = new() { Encoder = Common.Encoder, SkipValidation = true };

    /// <summary>The value as the function takes it, or a bad record that says where it does not fit.</summary>
    internal static T Read<T>(ReadOnlySpan<byte> json, string what, JsonSerializerOptions? options = null)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options ?? Options)!;
        }
        catch (JsonException error)
        {
            var at = error.Path is null or "$" ? string.Empty : $" at {error.Path}";
            throw new BadRecordException($"{what}'{Excerpt.Of(json)}' is not {TypeNames.Of(typeof(T))} in JSON{at}: {Plain(error)}");
        }
        catch (NotSupportedException error)
        {
            throw new BadRecordException($"{what}JSON can't be read as {TypeNames.Of(typeof(T))}: {error.Message}");
        }
    }

    /// <summary>The message without the position that the framework appends: a record is one line.</summary>
    internal static string Plain(JsonException error)
    {
        var message = error.InnerException is JsonException or FormatException ? error.InnerException.Message : error.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var path = message.IndexOf(" Path:", StringComparison.Ordinal);
        var end = path >= 0 ? path : position;
        return end < 0 ? message : message[..end].TrimEnd(' ', '|');
    }

    /// <summary>A type that says how it is made is not asked for a constructor. What may be null is made of what it holds, and can't say so.</summary>
    private static void MakesNone(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Object, CreateObject: null } && Nullable.GetUnderlyingType(type.Type) is null)
            type.CreateObject = () => throw new NotSupportedException($"{type.Type} is only written.");
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            MaxDepth = Deepest,
            PropertyNameCaseInsensitive = true,
            IncludeFields = true,
            Encoder = new LosslessEncoder(),
            NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            ReferenceHandler = ReferenceHandler.IgnoreCycles,

            // Asked for a type's columns before anything was written, it would know none.
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StructParts.Require } },

            // A property that is not there is a bad record, not a silent zero.
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new TupleConverter());
        options.Converters.Add(new FileConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new ElementConverter());
        options.Converters.Add(new RealConverter<double>());
        options.Converters.Add(new RealConverter<float>());
        options.Converters.Add(new RealConverter<Half>());
        options.Converters.Add(new ScalarConverter());
        return options;
    }
}
