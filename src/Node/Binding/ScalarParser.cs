using System.Numerics;
using System.Reflection;

namespace ActorMap.Node.Binding;

/// <summary>Reads one value from its text, in the invariant culture.</summary>
internal abstract class ScalarParser<T>
{
    /// <summary>The parser; null where the type is no scalar.</summary>
    internal static ScalarParser<T>? Instance { get; } = (ScalarParser<T>?)ScalarParsers.Create(typeof(T));

    internal abstract bool TryParse(ReadOnlySpan<byte> text, out T value);

    internal T Parse(ReadOnlySpan<byte> text, string what) =>
        TryParse(text, out var value) ? value : throw new BadRecordException($"{what}'{Excerpt.Of(text)}' is not {Article(TypeNames.Of(typeof(T)))}");

    private static string Article(string name) => "aeiou".Contains(name[0], StringComparison.Ordinal) ? $"an {name}" : $"a {name}";
}

internal static class ScalarParsers
{
    internal static bool IsScalar(Type type) => Create(type) is not null;

    internal static object? Create(Type type)
    {
        if (type == typeof(string)) return new StringParser();
        if (type == typeof(byte[])) return new BytesParser();
        if (type == typeof(char)) return new CharParser();
        if (type == typeof(bool)) return new BoolParser();
        if (type == typeof(DateTime)) return new DateTimeParser();
        if (type == typeof(FileInfo)) return new FileParser();
        if (Nullable.GetUnderlyingType(type) is { } inner) return IsScalar(inner) ? Make(typeof(NullableParser<>), inner) : null;
        if (type.IsEnum) return Make(typeof(EnumParser<>), type);
        if (Implements(type, typeof(IFloatingPoint<>))) return Make(typeof(RealParser<>), type);
        if (Implements(type, typeof(IUtf8SpanParsable<>))) return Make(typeof(Utf8Parser<>), type);
        return Implements(type, typeof(ISpanParsable<>)) ? Make(typeof(TextParser<>), type) : null;
    }

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == definition && one.GetGenericArguments()[0] == type);

    private static object Make(Type definition, Type argument) =>
        Activator.CreateInstance(definition.MakeGenericType(argument), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, null, null)!;
}
