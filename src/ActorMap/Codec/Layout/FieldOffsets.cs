using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>Where the fields of a type are, counted from where its objects' fields begin. Asked of the runtime by a method made for it.</summary>
internal static class FieldOffsets
{
    private static readonly FieldInfo s_first = typeof(RawData).GetField(nameof(RawData.First), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly Type[] s_parameters = [typeof(object), typeof(int[])];

    internal static int[] Of(Type type, FieldInfo[] fields)
    {
        var offsets = new int[fields.Length];
        if (fields.Length == 0) return offsets;

        // A struct is looked at inside an object of ours: of some (Nullable) no boxed value can be made.
        var owner = type.IsValueType ? typeof(StrongBox<>).MakeGenericType(type) : type;
        var start = type.IsValueType ? owner.GetField(nameof(StrongBox<>.Value))! : s_first;
        var method = new DynamicMethod($"Offsets of {type.Name}", null, s_parameters, typeof(FieldOffsets).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        for (var i = 0; i < fields.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg_0);
            if (type.IsValueType) il.Emit(OpCodes.Ldflda, start);
            il.Emit(OpCodes.Ldflda, fields[i]);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldflda, start);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Conv_I4);
            il.Emit(OpCodes.Stelem_I4);
        }

        il.Emit(OpCodes.Ret);
        var sample = RuntimeHelpers.GetUninitializedObject(owner);
#pragma warning disable CA1816 // Never constructed, so nothing is there to be finalized.
        GC.SuppressFinalize(sample);
#pragma warning restore CA1816
        method.CreateDelegate<Action<object, int[]>>()(sample, offsets);
        return offsets;
    }
}
