using System.Collections;

namespace ActorMap.State;

/// <summary>What the compiler makes of methods with <c>yield</c>: copied like any object until somebody enumerates it.</summary>
internal static class Iterators
{
    private const string State = "<>1__state";
    private const int NotEnumerated = -2;
    private const int AtItsEnd = -1;

    internal static bool Contains(Type type) =>
        type.IsClass && Closures.IsGenerated(type)
        && (type.IsAssignableTo(typeof(IEnumerator)) || IsAsynchronous(type))
        && Fields.Of(type).Any(field => field.Name == State);

    internal static bool IsUnderWay(object iterator)
    {
        var type = iterator.GetType();
        var state = (int)Fields.Of(type).First(field => field.Name == State).GetValue(iterator)!;
        // An asynchronous one says the same at its end as while it runs.
        return state != NotEnumerated && (state != AtItsEnd || IsAsynchronous(type));
    }

    private static bool IsAsynchronous(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerator<>));
}
