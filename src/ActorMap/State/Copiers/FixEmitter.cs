using System.Reflection;
using System.Reflection.Emit;

namespace ActorMap.State;

/// <summary>Puts the fields of one fresh clone right.</summary>
internal delegate void ObjectFix(object copy, CopyRun run);

/// <summary>Puts the structs of a cloned array right, in place.</summary>
internal delegate void ElementsFix(ref byte first, nint count, CopyRun run);

/// <summary>Compiles what puts clones right: a call for each field that may hold something to copy, and nothing for the others.</summary>
internal static class FixEmitter
{
    private static readonly Type[] s_objectParameters = [typeof(object), typeof(CopyRun)];
    private static readonly Type[] s_elementsParameters = [typeof(byte).MakeByRefType(), typeof(nint), typeof(CopyRun)];

    /// <summary>Null where no field needs it.</summary>
    internal static ObjectFix? ForObject(Type type, IEnumerable<FieldInfo> fields)
    {
        var chosen = fields.Where(NeedsFix).ToArray();
        if (chosen.Length == 0) return null;

        var method = new DynamicMethod($"Fix {type.Name}", null, s_objectParameters, typeof(FixEmitter).Module, skipVisibility: true);
        var writer = new FixWriter(method.GetILGenerator(), OpCodes.Ldarg_1, type.IsValueType ? type : null);
        foreach (var field in chosen) writer.Field([field]);
        return writer.Done<ObjectFix>(method);
    }

    /// <summary>Unused fields become default, the used ones are put right; outer closures are narrowed to the same use.</summary>
    internal static ObjectFix? ForNarrowed(Type type, ClosureUse use)
    {
        var method = new DynamicMethod($"Narrow {type.Name}", null, s_objectParameters, typeof(FixEmitter).Module, skipVisibility: true);
        var writer = new FixWriter(method.GetILGenerator(), OpCodes.Ldarg_1);
        foreach (var field in Fields.Of(type))
        {
            if (!use.Has(field)) writer.Default(field);
            else if (Closures.IsOuter(field)) writer.Outer(field);
            else if (NeedsFix(field)) writer.Field([field]);
        }

        return writer.IsEmpty ? null : writer.Done<ObjectFix>(method);
    }

    internal static ElementsFix ForElements(Type element)
    {
        var method = new DynamicMethod($"Fix {element.Name}s", null, s_elementsParameters, typeof(FixEmitter).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var writer = new FixWriter(il, OpCodes.Ldarg_2);
        var (next, test) = (il.DefineLabel(), il.DefineLabel());

        il.Emit(OpCodes.Br, test);
        il.MarkLabel(next);
        writer.Value(element, []);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Sizeof, element);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Starg_S, (byte)0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Starg_S, (byte)1);
        il.MarkLabel(test);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Bgt, next);
        return writer.Done<ElementsFix>(method);
    }

    private static bool NeedsFix(FieldInfo field) => !Fields.IsLeaf(field.FieldType) && !Fields.IsHarmlessNative(field);
}
