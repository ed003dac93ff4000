using System.Buffers;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>
/// Carries the state of a function that the nodes have by name: no code and no types travel, so it is one of a small closed set, or of a
/// type that both sides have declared.
/// </summary>
internal static class PlainState
{
    private const byte Null = 0;
    private const byte Declared = 255;

    // The order is on the wire: add at the end.
    private static readonly Kind[] s_kinds =
    [
        new Kind<bool>(), new Kind<byte>(), new Kind<sbyte>(), new Kind<short>(), new Kind<ushort>(), new Kind<int>(), new Kind<uint>(),
        new Kind<long>(), new Kind<ulong>(), new Kind<float>(), new Kind<double>(), new Kind<decimal>(), new Kind<char>(), new Kind<Guid>(),
        new Kind<DateTime>(), new Kind<DateTimeOffset>(), new Kind<TimeSpan>(), new Kind<string>(),
        new Kind<bool[]>(), new Kind<byte[]>(), new Kind<sbyte[]>(), new Kind<short[]>(), new Kind<ushort[]>(), new Kind<int[]>(), new Kind<uint[]>(),
        new Kind<long[]>(), new Kind<ulong[]>(), new Kind<float[]>(), new Kind<double[]>(), new Kind<decimal[]>(), new Kind<char[]>(), new Kind<Guid[]>(),
        new Kind<DateTime[]>(), new Kind<DateTimeOffset[]>(), new Kind<TimeSpan[]>(), new Kind<string[]>(),
    ];

    /// <summary>Whether a type is of the closed set.</summary>
    internal static bool Carries(Type type) => Array.Exists(s_kinds, kind => kind.Type == type);

    /// <exception cref="PayloadException">The state is not of the closed set.</exception>
    internal static void Write(object? state, IBufferWriter<byte> to)
    {
        var kind = state is null ? -1 : Array.FindIndex(s_kinds, kind => kind.Type == state.GetType());
        if (state is not null && kind < 0)
            throw new PayloadException(
                $"{TypeName.Of(state.GetType())} can't be the state of a named function as it is; declare its type where the function is registered, or use a primitive, a string or an array of those",
                null, state.GetType());
        to.Write([state is null ? Null : (byte)(kind + 1)]);
        if (state is not null) s_kinds[kind].Write(state, to);
    }

    /// <exception cref="WireException">The bytes are not those of such a state.</exception>
    internal static object? Read(in ReadOnlySequence<byte> from)
    {
        var kind = KindOf(from);
        if (kind == Null && from.Length == 1) return null;
        if (kind == Null || kind > s_kinds.Length) throw new WireException($"{kind} is no kind of state");
        return s_kinds[kind - 1].Read(from.Slice(1));
    }

    /// <summary>Writes a state of the type that both sides have declared.</summary>
    /// <exception cref="PayloadException">Something of it would be lost.</exception>
    internal static void Write<TState>(TState state, IBufferWriter<byte> to)
    {
        to.Write([Declared]);
        ItemCodec<TState>.Create().Write([state], to);
    }

    /// <exception cref="WireException">The bytes are not those of a state of this type.</exception>
    internal static TState Read<TState>(in ReadOnlySequence<byte> from)
    {
        if (KindOf(from) != Declared) throw new WireException($"they are a plain value, and the function is registered with a state of {TypeName.Of(typeof(TState))}");
        var state = new TState[1];
        ItemCodec<TState>.Create().Read(from.Slice(1), state);
        return state[0];
    }

    private static byte KindOf(in ReadOnlySequence<byte> from) => from.IsEmpty ? throw new WireException("they are none") : from.FirstSpan[0];

    private abstract class Kind(Type type)
    {
        internal Type Type { get; } = type;

        internal abstract void Write(object state, IBufferWriter<byte> to);

        internal abstract object Read(in ReadOnlySequence<byte> from);
    }

    private sealed class Kind<T>() : Kind(typeof(T))
        where T : notnull
    {
        private readonly Lazy<ItemCodec<T>> _codec = new(ItemCodec<T>.Create);

        internal override void Write(object state, IBufferWriter<byte> to) => _codec.Value.Write([(T)state], to);

        internal override object Read(in ReadOnlySequence<byte> from)
        {
            var state = new T[1];
            _codec.Value.Read(from, state);
            return state[0] ?? throw new WireException("they are none");
        }
    }
}
