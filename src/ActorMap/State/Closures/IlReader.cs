using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace ActorMap.State;

/// <summary>Reads a method's body as instructions.</summary>
internal static class IlReader
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Null where there is no body to read (native, abstract, dynamic, or stripped).</summary>
    internal static List<IlInstruction>? Read(MethodBase method)
    {
        byte[]? il;
        try
        {
            il = method.GetMethodBody()?.GetILAsByteArray();
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or FileNotFoundException or BadImageFormatException)
        {
            return null;
        }

        return il is null ? null : Read(il, method);
    }

    private static List<IlInstruction>? Read(byte[] il, MethodBase method)
    {
        var instructions = new List<IlInstruction>();
        for (var at = 0; at < il.Length;)
        {
            short value = il[at++];
            if (value == 0xFE) value = unchecked((short)(0xFE00 | il[at++]));
            if (!s_codes.TryGetValue(value, out var code)) return null;
            var operand = il.AsSpan(at);
            instructions.Add(Instruction(code, operand, method));
            at += Length(code.OperandType, operand);
        }

        return instructions;
    }

    private static IlInstruction Instruction(OpCode code, ReadOnlySpan<byte> operand, MethodBase method)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineField:
                return new(code, Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(operand)) as FieldInfo, null, 0);
            case OperandType.InlineMethod:
                return new(code, null, Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(operand)) as MethodBase, 0);
            case OperandType.InlineTok:
                var named = Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(operand));
                return new(code, named as FieldInfo, named as MethodBase, 0);
            case OperandType.ShortInlineVar:
                return new(code, null, null, operand[0]);
            case OperandType.InlineVar:
                return new(code, null, null, BinaryPrimitives.ReadUInt16LittleEndian(operand));
            default:
                return new(code, null, null, 0);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        // A type (TypeRef, TypeDef, TypeSpec) is only named, as by typeof: its assembly need not be there.
        if (token >> 24 is 0x01 or 0x02 or 0x1B) return null;
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        try
        {
            return method.Module.ResolveMember(token, ofType, ofMethod);
        }
        catch (Exception e)
            when (e is ArgumentException or MissingMemberException or TypeLoadException or FileNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }

    private static int Length(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };
}
