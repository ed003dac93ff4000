using System.Reflection;
using System.Reflection.Emit;

namespace ActorMap.State;

/// <summary>One instruction, with what its token names. A token that can't be resolved leaves both null.</summary>
internal readonly record struct IlInstruction(OpCode Code, FieldInfo? Field, MethodBase? Method, int Operand)
{
    /// <summary>The number of the local that it loads; -1 if it loads none.</summary>
    internal int LoadedLocal => Local(OpCodes.Ldloc_0, OpCodes.Ldloc_S, OpCodes.Ldloc);

    /// <summary>The number of the local that it stores to; -1 if it stores to none.</summary>
    internal int StoredLocal => Local(OpCodes.Stloc_0, OpCodes.Stloc_S, OpCodes.Stloc);

    /// <summary>The number of the local that it takes the address of; -1 if it takes none.</summary>
    internal int AddressedLocal => Code == OpCodes.Ldloca_S || Code == OpCodes.Ldloca ? Operand : -1;

    internal bool LoadsThis => Code == OpCodes.Ldarg_0 || (Operand == 0 && (Code == OpCodes.Ldarg_S || Code == OpCodes.Ldarg));

    internal bool TakesThisByAddress => Operand == 0 && (Code == OpCodes.Ldarga_S || Code == OpCodes.Ldarga);

    internal bool IsPrefix => Code.OpCodeType == OpCodeType.Prefix || Code == OpCodes.Nop;

    internal bool IsCall => Code == OpCodes.Call || Code == OpCodes.Callvirt;

    // The short forms for the locals 0 to 3 follow one another.
    private int Local(OpCode zero, OpCode shortForm, OpCode form)
    {
        if (Code == shortForm || Code == form) return Operand;
        var number = Code.Value - zero.Value;
        return number is >= 0 and <= 3 ? number : -1;
    }
}
