using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>What is made once for a type. Types of a collectible load context (a job's shipped code) are not kept alive by it.</summary>
internal sealed class TypeCache<TValue>(Func<Type, TValue> make)
    where TValue : class
{
    private readonly ConcurrentDictionary<Type, TValue> _lasting = new();
    private readonly ConditionalWeakTable<Type, TValue> _collectible = new();

    internal TValue Of(Type type)
    {
        if (_lasting.TryGetValue(type, out var value)) return value;
        if (!type.IsCollectible) return _lasting.GetOrAdd(type, make);
        if (!_collectible.TryGetValue(type, out value)) _collectible.AddOrUpdate(type, value = make(type));
        return value;
    }
}
