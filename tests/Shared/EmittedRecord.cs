using System.Reflection;
using System.Reflection.Emit;

namespace ActorMap.Tests.Shared;

/// <summary>Records with a <c>Total</c> and a <c>Name</c> as the compilers of other languages make them: their fields have names that no C# can write, and are not readonly.</summary>
internal static class EmittedRecord
{
    private const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;

    /// <summary><c>type Rec = { Total: int; Name: string }</c>, or with a mutable <c>Total</c>.</summary>
    internal static Type OfFSharp(bool isMutable = false) => Make("Rec", property => property + "@", isMutable);

    /// <summary><c>New With {.Total = 3, Key .Name = "a"}</c></summary>
    internal static Type OfVisualBasic() => Make("VB$AnonymousType_0", property => "$" + property, isMutable: true);

    internal static object Filled(Type type) => Activator.CreateInstance(type, 3, "a")!;

    private static Type Make(string name, Func<string, string> fieldOf, bool isMutable)
    {
        var type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run).DefineDynamicModule(name).DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed);
        var make = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(int), typeof(string)]);
        var code = make.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(object).GetConstructor([])!);
        (string Name, Type Type)[] members = [("Total", typeof(int)), ("Name", typeof(string))];
        for (var i = 0; i < members.Length; i++)
        {
            var field = type.DefineField(fieldOf(members[i].Name), members[i].Type, FieldAttributes.Assembly);
            make.DefineParameter(i + 1, ParameterAttributes.None, members[i].Name);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldarg, (short)(i + 1));
            code.Emit(OpCodes.Stfld, field);
            DefineProperty(type, members[i].Name, field, isMutable && i == 0);
        }

        code.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    private static void DefineProperty(TypeBuilder type, string name, FieldInfo field, bool isMutable)
    {
        var property = type.DefineProperty(name, PropertyAttributes.None, field.FieldType, null);
        var get = type.DefineMethod("get_" + name, Accessor, field.FieldType, []);
        var code = get.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Ret);
        property.SetGetMethod(get);
        if (!isMutable) return;

        var set = type.DefineMethod("set_" + name, Accessor, typeof(void), [field.FieldType]);
        code = set.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, field);
        code.Emit(OpCodes.Ret);
        property.SetSetMethod(set);
    }
}
