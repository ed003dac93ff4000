using System.Buffers;
using System.Reflection;
using ActorMap.Codec;

namespace ActorMap.Cluster.Nodes;

/// <summary>The state of a function that nodes have by name: one of a few plain types, or of the type that the function was registered with.</summary>
internal static class NamedState
{
    private static readonly MethodInfo WriteDeclared = Method(nameof(WriteAs));
    private static readonly MethodInfo ReadDeclared = Method(nameof(ReadAs));

    /// <exception cref="PayloadException">Something of it would be lost.</exception>
    public static ReadOnlyMemory<byte> Write(object? state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (state is null || PlainState.Carries(state.GetType())) PlainState.Write(state, bytes);
        else WriteDeclared.MakeGenericMethod(state.GetType()).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [state, bytes], null);
        return bytes.WrittenMemory;
    }

    /// <param name="bytes">What came.</param>
    /// <param name="declared">The type that the function was registered with; null for the plain ones.</param>
    public static object? Read(ReadOnlyMemory<byte> bytes, Type? declared)
    {
        if (declared is not null && !PlainState.Carries(declared))
            return ReadDeclared.MakeGenericMethod(declared).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [bytes], null);
        var state = PlainState.Read(new ReadOnlySequence<byte>(bytes));
        return declared is null || declared.IsInstanceOfType(state) || (state is null && !declared.IsValueType)
            ? state
            : throw new FunctionLoadException($"The function was registered with a state of {declared}, and the map gives {state?.GetType().ToString() ?? "none"}. Give the state that it asks for.");
    }

    private static void WriteAs<TState>(TState state, ArrayBufferWriter<byte> to) => PlainState.Write(state, to);

    private static object? ReadAs<TState>(ReadOnlyMemory<byte> bytes) => PlainState.Read<TState>(new ReadOnlySequence<byte>(bytes));

    private static MethodInfo Method(string name) => typeof(NamedState).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
