using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Programs;

namespace ActorMap.Node.Results;

/// <summary>Chooses how a function's results are written.</summary>
internal static class ResultEncoders
{
    /// <param name="shape">How they are written.</param>
    /// <param name="types">What is known of their types; null where none came with a job.</param>
    internal static ResultEncoder<T> Create<T>(OutputShape shape, JsonTypes? types = null) => Of<T>(shape, types ?? JsonTypes.Lasting);

    private static ResultEncoder<T> Of<T>(OutputShape shape, JsonTypes types) => shape.Format switch
    {
        OutputFormat.Csv => new CsvEncoder<T>(shape.Columns, shape.EmitsErrors, types),
        OutputFormat.Jsonl => typeof(T) == typeof(JsonText) ? (ResultEncoder<T>)(object)new JsonTextEncoder() : new JsonEncoder<T>(types),
        _ => (ResultEncoder<T>?)Line(typeof(T)) ?? (MayBeScalar(typeof(T), types) ? new UntypedEncoder<T>(types) : new JsonEncoder<T>(types)),
    };

    private static object? Line(Type type)
    {
        if (type == typeof(JsonText)) return new JsonLineEncoder();
        if (type == typeof(RawText)) return new RawTextEncoder();
        if (type == typeof(string)) return new StringEncoder();
        if (type == typeof(char)) return new CharEncoder();
        if (type == typeof(byte[])) return new BytesEncoder();
        if (type == typeof(bool)) return new BoolEncoder();
        if (Nullable.GetUnderlyingType(type) is { } inner) return Line(inner) is { } encoder ? Make(typeof(NullableEncoder<>), inner, encoder) : null;
        if (type.IsEnum) return Make(typeof(FormattableEncoder<>), type, null);
        if (!ScalarParsers.IsScalar(type)) return null;
        return Make(typeof(IUtf8SpanFormattable).IsAssignableFrom(type) ? typeof(Utf8Encoder<>) : typeof(FormattableEncoder<>), type, Scalars.Format(type));
    }

    /// <summary>Also as what scalars implement: <see cref="IComparable"/>, …</summary>
    private static bool MayBeScalar(Type type, JsonTypes types) => type == typeof(object)
        || ((type.IsInterface || type == typeof(ValueType) || type == typeof(Enum)) && types.Own.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object);

    private static object Make(Type definition, Type type, object? argument) =>
        Activator.CreateInstance(definition.MakeGenericType(type), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [argument], null)!;
}
