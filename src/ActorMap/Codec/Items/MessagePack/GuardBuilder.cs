using System.Collections.Immutable;
using ActorMap.State;
using PolyType;
using PolyType.Abstractions;

namespace ActorMap.Codec;

/// <summary>Makes the guard of a type; null where nothing in its values can be of a derived class.</summary>
/// <remarks>A derived object would lose what its class adds, silently, since types are never told on the wire.</remarks>
internal sealed class GuardBuilder : TypeShapeVisitor, ITypeShapeFunc
{
    private readonly Dictionary<Type, object?> _made = [];

    internal static Guard<T>? For<T>(ITypeShape<T> shape) => (Guard<T>?)new GuardBuilder().Of(shape);

    public object? Invoke<T>(ITypeShape<T> shape, object? state = null)
    {
        if (_made.TryGetValue(typeof(T), out var known)) return known;
        if (ItemForms.Has(typeof(T)) || typeof(T).IsPrimitive) return null;

        // A type within itself is met again while it is being made: then by way of this.
        var later = new Later<T>();
        _made[typeof(T)] = new Guard<T>(later.Check);
        var guard = (Guard<T>?)shape.Accept(this);
        later.Guard = guard;
        return _made[typeof(T)] = guard;
    }

    public override object? VisitObject<T>(IObjectTypeShape<T> shape, object? state = null)
    {
        var members = shape.Properties.Where(property => property.HasGetter).Select(property => (Guard<T>?)property.Accept(this)).OfType<Guard<T>>().ToArray();
        var isFixed = typeof(T).IsValueType || typeof(T).IsSealed;
        if (isFixed && members.Length == 0) return null;
        return new Guard<T>((value, depth) =>
        {
            if (!isFixed && value!.GetType() != typeof(T)) throw Derived(value.GetType(), typeof(T));
            foreach (var member in members) member(value, depth);
        });
    }

    public override object? VisitProperty<TOwner, TProperty>(IPropertyShape<TOwner, TProperty> shape, object? state = null)
    {
        if (Of(shape.PropertyType) is not Guard<TProperty> guard) return null;
        var get = shape.GetGetter();
        return new Guard<TOwner>((owner, depth) => Down(get(ref owner), guard, depth));
    }

    public override object? VisitEnumerable<TEnumerable, T>(IEnumerableTypeShape<TEnumerable, T> shape, object? state = null)
    {
        if (shape.IsAsyncEnumerable) return null;
        var each = EachOf(shape);
        if (!typeof(TEnumerable).IsGenericType || typeof(TEnumerable).GetGenericTypeDefinition() != typeof(ImmutableArray<>)) return each;
        return new Guard<TEnumerable>((value, depth) =>
        {
            if (EqualityComparer<TEnumerable>.Default.Equals(value, default)) throw NeverMade(typeof(TEnumerable));
            each?.Invoke(value, depth);
        });
    }

    public override object? VisitDictionary<TDictionary, TKey, TValue>(IDictionaryTypeShape<TDictionary, TKey, TValue> shape, object? state = null)
    {
        var (key, value) = (Of(shape.KeyType) as Guard<TKey>, Of(shape.ValueType) as Guard<TValue>);
        if (key is null && value is null) return null;
        var items = shape.GetGetDictionary();
        return new Guard<TDictionary>((dictionary, depth) =>
        {
            foreach (var item in items(dictionary))
            {
                if (key is not null) Down(item.Key, key, depth);
                if (value is not null) Down(item.Value, value, depth);
            }
        });
    }

    public override object? VisitOptional<TOptional, T>(IOptionalTypeShape<TOptional, T> shape, object? state = null)
    {
        if (Of(shape.ElementType) is not Guard<T> guard) return null;
        var take = shape.GetDeconstructor();
        return new Guard<TOptional>((optional, depth) =>
        {
            if (take(optional, out var value)) Down(value!, guard, depth);
        });
    }

    public override object? VisitUnion<TUnion>(IUnionTypeShape<TUnion> shape, object? state = null)
    {
        var cases = shape.UnionCases.Select(each => each.UnionCaseType.Type).ToHashSet();
        return new Guard<TUnion>((value, depth) =>
        {
            if (!cases.Contains(value!.GetType())) throw Derived(value.GetType(), typeof(TUnion));
        });
    }

    public override object? VisitEnum<TEnum, TUnderlying>(IEnumTypeShape<TEnum, TUnderlying> shape, object? state = null) => null;

    public override object? VisitSurrogate<T, TSurrogate>(ISurrogateTypeShape<T, TSurrogate> shape, object? state = null) => null;

    private Guard<TEnumerable>? EachOf<TEnumerable, T>(IEnumerableTypeShape<TEnumerable, T> shape)
    {
        if (Of(shape.ElementType) is not Guard<T> guard) return null;
        var items = shape.GetGetEnumerable();
        return (value, depth) =>
        {
            foreach (var item in items(value)) Down(item, guard, depth);
        };
    }

    private object? Of(ITypeShape shape) => shape.Invoke(this);

    private static void Down<T>(T value, Guard<T> guard, int depth)
    {
        if (value is null) return;
        if (depth == 0) throw new CarriageException($"{TypeName.Of(typeof(T))} is nested too deep, or in a cycle of references; carry the parts in a list");
        guard(value, depth - 1);
    }

    private static CarriageException Derived(Type actual, Type declared) => new(
        $"a {TypeName.Of(actual)} is where {TypeName.Of(declared)} is declared, and would arrive as no more than that; declare what it is, or give {TypeName.Of(declared)} an IPayloadCodec");

    private static CarriageException NeverMade(Type array) => new(
        $"an {TypeName.Of(array)} that is default has no array to carry; make it {TypeName.Of(array)}.Empty, or declare it as {TypeName.Of(array)}? and leave it null");

    private sealed class Later<T>
    {
        internal Guard<T>? Guard { get; set; }

        internal void Check(T value, int depth) => Guard?.Invoke(value, depth);
    }
}
