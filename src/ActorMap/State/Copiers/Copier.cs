using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>How the objects of one type are copied. Made once for a type.</summary>
internal abstract class Copier
{
    // Types of a collectible load context (a job's shipped code) must not be kept alive by this cache.
    private static readonly ConcurrentDictionary<Type, Copier> s_lasting = new();
    private static readonly ConditionalWeakTable<Type, Copier> s_collectible = new();

    private ClosureUses? _uses;

    /// <summary>The copy is the original.</summary>
    internal virtual bool IsShared => false;

    /// <summary>A copy just begun still points to originals.</summary>
    internal virtual bool HasContent => true;

    /// <summary>An object that the compiler made for captured variables.</summary>
    internal bool IsClosure { get; private init; }

    /// <summary>What delegates on objects of this type use of them.</summary>
    internal ClosureUses Uses => _uses ??= new ClosureUses(IsClosure);

    internal static Copier For(Type type) => s_lasting.TryGetValue(type, out var copier) ? copier : Make(type);

    /// <summary>Why this object can't be copied; what it refers to is not looked at.</summary>
    internal virtual Refusal? RefusalOf(object original) => null;

    /// <summary>A copy that may still point to originals. Never goes into depth itself.</summary>
    internal abstract object Begin(object original, CopyRun run);

    /// <summary>Puts a begun copy right.</summary>
    internal virtual void Finish(object copy, CopyRun run)
    {
    }

    private static Copier Make(Type type)
    {
        if (!type.IsCollectible) return s_lasting.GetOrAdd(type, CopierChoice.For);
        if (!s_collectible.TryGetValue(type, out var copier)) s_collectible.AddOrUpdate(type, copier = CopierChoice.For(type));
        return copier;
    }

    private protected Copier(Type? type = null) => IsClosure = type is not null && Closures.IsClosure(type);
}
