using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>What is done with the address of a field.</summary>
internal static class FieldAccess
{
    /// <summary>Whether what follows <c>ldflda</c> may write: all but reading a part of it, and calling a member that only reads.</summary>
    internal static bool MayWrite(FieldInfo field, List<IlInstruction> body, int at)
    {
        var arguments = 0;
        for (; at < body.Count; at++)
        {
            var next = body[at];
            if (next.IsPrefix) continue;
            if (arguments == 0 && next.Code == OpCodes.Ldfld) return false;
            if (IsArgument(next)) arguments++;
            else return !(next.IsCall && next.Method is { IsStatic: false } called && IsOn(called, arguments) && OnlyReads(field.FieldType, called));
        }

        return true;
    }

    // A constant, a local, an argument, or a property of a class (CultureInfo.InvariantCulture).
    private static bool IsArgument(IlInstruction instruction) =>
        (instruction.Code is { StackBehaviourPop: StackBehaviour.Pop0, FlowControl: FlowControl.Next } && instruction.AddressedLocal < 0)
        || (instruction.Code == OpCodes.Call && instruction.Method is { IsStatic: true } called && called.GetParameters().Length == 0);

    // With fewer arguments than the call takes, the address is itself an argument, passed by reference.
    private static bool IsOn(MethodBase called, int arguments) => called.GetParameters().Length == arguments;

    private static bool OnlyReads(Type type, MethodBase called) =>
        type.IsPrimitive || type.IsEnum || Nullable.GetUnderlyingType(type) is not null || IsReadOnly(type) || IsReadOnly(called);

    private static bool IsReadOnly(MemberInfo member) => member.IsDefined(typeof(IsReadOnlyAttribute), false);
}
