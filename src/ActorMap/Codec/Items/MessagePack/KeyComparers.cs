using System.Collections.ObjectModel;
using System.Reflection;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>The comparers that have a number on the wire.</summary>
internal static class KeyComparers
{
    private static readonly StringComparer[] s_texts =
        [StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase];

    private static readonly TypeCache<PropertyInfo[]> s_properties = new(type =>
        [.. new[] { "Comparer", "KeyComparer" }.Select(name => type.GetProperty(name)).OfType<PropertyInfo>()]);

    // The only way to what these wrap: it is for the classes that derive from them.
    private static readonly TypeCache<PropertyInfo[]> s_wrapped = new(type =>
        [.. new[] { Wrapped(type, typeof(ReadOnlyDictionary<,>), "Dictionary"), Wrapped(type, typeof(ReadOnlySet<>), "Set") }.OfType<PropertyInfo>()]);

    /// <summary>0 is the default one of the key's type.</summary>
    internal static int NumberOf<TKey>(object collection)
    {
        while (s_wrapped.Of(collection.GetType()) is [var wrapped]) collection = wrapped.GetValue(collection)!;
        if (s_properties.Of(collection.GetType()) is not [var property, ..] || property.GetValue(collection) is not { } comparer) return 0;
        if (ReferenceEquals(comparer, EqualityComparer<TKey>.Default) || ReferenceEquals(comparer, Comparer<TKey>.Default)) return 0;
        for (var i = 0; i < s_texts.Length; i++)
            if (s_texts[i].Equals(comparer)) return i + 1;
        throw new CarriageException(
            $"{TypeName.Of(collection.GetType())} compares its keys by {TypeName.Of(comparer.GetType())}, which can't travel; use the default comparer or one of StringComparer's, or a list of pairs");
    }

    internal static object? Numbered<TKey>(int number)
    {
        if (number == 0) return null;
        if (typeof(TKey) != typeof(string) || (uint)number > (uint)s_texts.Length) throw new WireException($"{number} is no comparer");
        return s_texts[number - 1];
    }

    private static PropertyInfo? Wrapped(Type type, Type wrapper, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.IsGenericType && t.GetGenericTypeDefinition() == wrapper) return t.GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic);
        return null;
    }
}
