using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ActorMap.State;

/// <summary>
/// Reads the body of a lambda, and of all that the compiler made beside it (nested lambdas, local functions, state machines), for the
/// fields that it uses. The compiler hands a closure to nothing else but expression trees, which name what they use of it in the same body
/// (<c>ldtoken</c>), so what is not found here is not used.
/// </summary>
internal sealed class ClosureScan
{
    private readonly HashSet<(Module, int)> _fields = [];
    private readonly HashSet<(Module, int)> _written = [];
    private readonly HashSet<MethodBase> _met = [];
    private readonly Queue<MethodBase> _open = new();
    private bool _thisEscapes;

    internal static ClosureUse Of(MethodInfo method)
    {
        var scan = new ClosureScan();
        scan.Follow(method);
        while (scan._open.TryDequeue(out var next))
            if (!scan.Read(next)) return ClosureUse.Everything;
        return new ClosureUse(scan._fields, scan._written, scan._thisEscapes);
    }

    private bool Read(MethodBase method)
    {
        // What has no body to read (a native local function) can only use what it is given, if it is static.
        if (IlReader.Read(method) is not { } body) return method.IsStatic;
        if (method.GetCustomAttribute<StateMachineAttribute>(inherit: false) is { } attribute) FollowStateMachine(attribute.StateMachineType);

        var isUsers = !method.IsStatic && !Closures.IsGenerated(method.DeclaringType);
        var aliases = AliasesOfThis(body, isUsers);
        for (var i = 0; i < body.Count; i++)
        {
            var instruction = body[i];
            if (instruction.Field is { } field) Use(field, instruction.Code, body, i);
            if (instruction.Method is { } called && Closures.IsGeneratedMethod(called)) Follow(called);
            if (IsThis(instruction, isUsers) || aliases.Contains(instruction.LoadedLocal)) UseThis(body, i + 1);
            if ((isUsers && instruction.TakesThisByAddress) || aliases.Contains(instruction.AddressedLocal)) _thisEscapes = true;
            if (IsThisInTree(instruction)) _thisEscapes = true;
        }

        return true;
    }

    private void Use(FieldInfo field, OpCode code, List<IlInstruction> body, int at)
    {
        var key = (field.Module, field.MetadataToken);
        _fields.Add(key);
        if (code == OpCodes.Stfld || (code == OpCodes.Ldflda && FieldAccess.MayWrite(field, body, at + 1))) _written.Add(key);
        // Of what a tree names another can be made that assigns it (Expression.Assign).
        if (code == OpCodes.Ldtoken && !Closures.IsOuter(field)) _written.Add(key);
    }

    /// <summary>What is done with a <c>this</c> just loaded: a field of it, or a call that needs nothing else; all else lets it escape.</summary>
    private void UseThis(List<IlInstruction> body, int at)
    {
        while (at < body.Count && body[at].IsPrefix) at++;
        if (at == body.Count) return;

        var next = body[at];
        if (next.Code == OpCodes.Ldfld || next.Code == OpCodes.Ldflda || next.StoredLocal >= 0) return;
        // Handed to a state machine or a nested closure, whose own code is read as well.
        if (next.Code == OpCodes.Stfld && next.Field?.Name == Closures.This) return;
        var needsNothingElse = next.Code == OpCodes.Ldftn || (next.IsCall && next.Method?.GetParameters().Length == 0);
        if (needsNothingElse && next.Method is MethodInfo { IsStatic: false } called && IsPlain(called))
            Follow(called);
        else
            _thisEscapes = true;
    }

    /// <summary>Asynchronous bodies keep <c>this</c> in a local.</summary>
    private static HashSet<int> AliasesOfThis(List<IlInstruction> body, bool isUsers)
    {
        var aliases = new HashSet<int>();
        for (var i = 0; i + 1 < body.Count; i++)
            if (IsThis(body[i], isUsers) && body[i + 1].StoredLocal is >= 0 and var local) aliases.Add(local);
        return aliases;
    }

    // In a closure's own methods argument 0 is the closure; the user's object is then in a field of it.
    private static bool IsThis(IlInstruction instruction, bool isUsers) =>
        (isUsers && instruction.LoadsThis) || (instruction.Code == OpCodes.Ldfld && LeadsToThis(instruction));

    // What the tree then does with it (fields, properties, calls) is not followed.
    private static bool IsThisInTree(IlInstruction instruction) => instruction.Code == OpCodes.Ldtoken && LeadsToThis(instruction);

    private static bool LeadsToThis(IlInstruction instruction) =>
        instruction.Field is { Name: Closures.This } field && !Closures.IsGenerated(field.FieldType);

    private static bool IsPlain(MethodInfo method) => (!method.IsVirtual || method.IsFinal) && !method.IsAbstract;

    private void FollowStateMachine(Type type)
    {
        foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            Follow(method);
    }

    private void Follow(MethodBase method)
    {
        if (!_met.Add(method)) return;
        _open.Enqueue(method);
        // A state machine made without its attribute at hand (an iterator that a lambda calls) shows by its constructor.
        if (method is { IsConstructor: true, DeclaringType: { } type } && Closures.IsGenerated(type) && !Closures.IsClosure(type)) FollowStateMachine(type);
    }
}
