using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Programs;

namespace ActorMap.Node.Results;

/// <summary>Chooses how a function's results are written.</summary>
internal static class ResultEncoders
{
    internal static ResultEncoder<T> Create<T>(OutputShape shape) => shape.Format switch
    {
        OutputFormat.Csv => new CsvEncoder<T>(shape.Columns, shape.EmitsErrors),
        OutputFormat.Jsonl => typeof(T) == typeof(JsonText) ? (ResultEncoder<T>)(object)new JsonTextEncoder() : new JsonEncoder<T>(),
        _ => (ResultEncoder<T>?)Line(typeof(T)) ?? (MayBeScalar(typeof(T)) ? new UntypedEncoder<T>() : new JsonEncoder<T>()),
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
    private static bool MayBeScalar(Type type) => type == typeof(object)
        || ((type.IsInterface || type == typeof(ValueType) || type == typeof(Enum)) && OwnTypes.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object);

    private static object Make(Type definition, Type type, object? argument) =>
        Activator.CreateInstance(definition.MakeGenericType(type), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [argument], null)!;
}
