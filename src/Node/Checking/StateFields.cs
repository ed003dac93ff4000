using System.Runtime.CompilerServices;
using ActorMap.Node.Functions;
using ActorMap.State;

namespace ActorMap.Node.Checking;

/// <summary>Looks into a function's state with the copier that a map uses, so that what is said of a copy is what happens.</summary>
internal static class StateFields
{
    internal static StateReport Of(LoadedFunction function)
    {
        var instance = function.Instance;
        var parts = (instance as IMethodFunction)?.Parts ?? Fields.Of(instance.GetType()).Select(field => (MemberName.Of(field.Name), field.FieldType, field.GetValue(instance)));
        StateField[] fields = [.. parts.Select(part => Look(part.Item1, part.Item2, part.Item3))];
        var starts = instance is IWorkerStart and not IMethodFunction;
        try
        {
            var (bytes, time) = Cost(instance);

            // An object without fields is the function alone, and none of its state.
            return new StateReport(fields, fields is [] ? 0 : bytes, time, starts, null);
        }
        catch (StateCopyException fault)
        {
            return new StateReport(fields, null, TimeSpan.Zero, starts, fault);
        }
    }

    private static StateField Look(string name, Type declared, object? value)
    {
        if (value is null) return new StateField(name, TypeName.Of(declared), Size(declared), StateHandling.Empty);
        var type = value.GetType();
        if (Fields.IsLeaf(type) && type.IsValueType) return new StateField(name, TypeName.Of(type), Size(type), StateHandling.Value);
        if (Copier.For(type).IsShared) return new StateField(name, TypeName.Of(type), Size(declared), StateHandling.Shared);
        try
        {
            return new StateField(name, TypeName.Of(type), Cost(value).Bytes, StateHandling.Copied);
        }
        catch (StateCopyException)
        {
            return new StateField(name, TypeName.Of(type), 0, StateHandling.Refused);
        }
    }

    /// <summary>By making one: what the allocator gave for it is what a worker's copy takes.</summary>
    private static (long Bytes, TimeSpan Time) Cost(object value)
    {
        var captured = StateCopier.Capture(value);
        StateCopier.Copy(captured);
        var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        var copy = StateCopier.Copy(captured);
        var (after, time) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetElapsedTime(start));
        GC.KeepAlive(copy);
        return (after - bytes, time);
    }

    private static int Size(Type type) => RuntimeHelpers.SizeOf(type.TypeHandle);
}
