using System.Collections;
using System.Globalization;

namespace ActorMap.State;

/// <summary>The items of the framework's collections, and of classes that derive from them, labelled as one would index them.</summary>
internal static class CollectionItems
{
    internal static bool IsKnown(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true) return Items(type) is not null;
        return false;
    }

    internal static IEnumerable<StateChild> Of(object collection)
    {
        // A default immutable array has nothing to enumerate, and says so by an exception.
        if (collection is ValueType && collection.Equals(Activator.CreateInstance(collection.GetType()))) yield break;
        var index = 0;
        foreach (var item in Items(collection.GetType())!(collection))
        {
            var at = index++.ToString(CultureInfo.InvariantCulture);
            if (item is DictionaryEntry entry)
            {
                yield return new StateChild($".Keys[{at}]", entry.Key);
                if (entry.Value is { } value) yield return new StateChild($"[{Key(entry.Key) ?? at}]", value);
            }
            else if (item is not null)
            {
                yield return new StateChild($"[{at}]", item);
            }
        }

        foreach (var name in (string[])["Comparer", "KeyComparer", "ValueComparer"])
            if (collection.GetType().GetProperty(name)?.GetValue(collection) is { } comparer) yield return new StateChild("." + name, comparer);
    }

    private static Func<object, IEnumerable>? Items(Type type)
    {
        if (type.IsAssignableTo(typeof(IDictionary))) return o => Entries((IDictionary)o);
        if (type.IsAssignableTo(typeof(IEnumerable))) return o => (IEnumerable)o;
        return type.GetProperty("UnorderedItems") is { } items ? o => (IEnumerable)items.GetValue(o)! : null;
    }

    private static IEnumerable Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary) yield return entry;
    }

    // Only keys that write themselves the same to everybody; a user's ToString is not called.
    private static string? Key(object key) => key switch
    {
        string text => $"\"{text}\"",
        char c => $"'{c}'",
        Enum value => $"{TypeName.Of(value.GetType())}.{value}",
        Guid guid => guid.ToString(),
        IFormattable number when key.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => null,
    };
}
