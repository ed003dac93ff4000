using System.Reflection;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Results;

namespace ActorMap.Node.Mapping;

/// <summary>Makes of a user's function the one that maps <see cref="Record"/> to <see cref="Encoded"/>.</summary>
internal static class RecordFunctions
{
    internal static IRecordFunction Create(LoadedFunction function, RecordShape input, OutputShape output) => (IRecordFunction)Activator.CreateInstance(
        Kind(function).MakeGenericType(function.In, function.Out), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null,
        [function.Instance, input, output], null)!;

    private static Type Kind(LoadedFunction function)
    {
        var definition = function.Interface.GetGenericTypeDefinition();
        return definition == typeof(IMapFunction<,>) ? typeof(SynchronousRecordFunction<,>)
            : definition == typeof(IAsyncMapFunction<,>) ? typeof(AsynchronousRecordFunction<,>)
            : typeof(BatchRecordFunction<,>);
    }
}
