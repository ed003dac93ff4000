using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>
/// Writes the instructions that put one field right, by its address: so structs are put right where they are, however nested,
/// and readonly fields like any other.
/// </summary>
internal sealed class FixWriter(ILGenerator il, OpCode loadRun, Type? boxed = null)
{
    private static readonly MethodInfo s_fix = Method(nameof(CopyRun.Fix));
    private static readonly MethodInfo s_fixRoot = Method(nameof(CopyRun.FixRoot));
    private static readonly MethodInfo s_fixOuter = Method(nameof(CopyRun.FixOuter));
    private static readonly MethodInfo s_fixNative = Method(nameof(CopyRun.FixNative));
    private static readonly MethodInfo s_fixJson = Method(nameof(CopyRun.FixJson));
    private static readonly MethodInfo s_fixInline = Method(nameof(CopyRun.FixInline));

    internal bool IsEmpty { get; private set; } = true;

    /// <summary>The way leads from argument 0 through the fields of nested structs.</summary>
    internal void Field(FieldInfo[] way) => Value(way[^1].FieldType, way);

    internal void Value(Type type, FieldInfo[] way)
    {
        if (Fields.IsLeaf(type) || (way.Length > 0 && Fields.IsHarmlessNative(way[^1]))) return;
        if (Fields.IsNative(type)) Native(way);
        else if (Fields.IsJson(type)) Call(s_fixJson, way);
        else if (!type.IsValueType) Call(way.Length > 0 && Wrappers.Contains(way[0].DeclaringType!) ? s_fixRoot : s_fix, way);
        else if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline) Inline(type, inline.Length, way);
        else
            foreach (var field in Fields.Of(type)) Field([.. way, field]);
    }

    internal void Outer(FieldInfo field) => Call(s_fixOuter, [field]);

    internal void Default(FieldInfo field)
    {
        IsEmpty = false;
        Address([field]);
        il.Emit(OpCodes.Initobj, field.FieldType);
    }

    internal T Done<T>(DynamicMethod method)
        where T : Delegate
    {
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<T>();
    }

    private static MethodInfo Method(string name) =>
        typeof(CopyRun).GetMethod(name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)!;

    private void Call(MethodInfo method, FieldInfo[] way)
    {
        IsEmpty = false;
        if (!method.IsStatic) il.Emit(loadRun);
        Address(way);
        il.Emit(OpCodes.Call, method);
    }

    private void Native(FieldInfo[] way)
    {
        IsEmpty = false;
        Address(way);
        il.Emit(OpCodes.Ldind_I);
        il.Emit(OpCodes.Call, s_fixNative);
    }

    private void Inline(Type type, int length, FieldInfo[] way)
    {
        var element = Fields.Of(type).Single().FieldType;
        IsEmpty = false;
        il.Emit(loadRun);
        Address(way);
        il.Emit(OpCodes.Ldc_I4, length);
        il.Emit(OpCodes.Call, s_fixInline.MakeGenericMethod(element));
    }

    private void Address(FieldInfo[] way)
    {
        il.Emit(OpCodes.Ldarg_0);
        if (boxed is not null) il.Emit(OpCodes.Unbox, boxed);
        foreach (var field in way) il.Emit(OpCodes.Ldflda, field);
    }
}
