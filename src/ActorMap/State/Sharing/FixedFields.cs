using System.Reflection;
using System.Reflection.Emit;

namespace ActorMap.State;

/// <summary>Which fields never change after construction.</summary>
internal static class FixedFields
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static bool IsFixed(FieldInfo field) => field.IsInitOnly || (IsParameter(field) && !IsWritten(field)) || IsOfRecord(field);

    /// <summary>F# marks no field of a record readonly: behind one that is mutable there is a property that can be set.</summary>
    private static bool IsOfRecord(FieldInfo field) =>
        field.Name.EndsWith('@') && field.DeclaringType!.GetProperty(MemberName.Of(field.Name), Declared) is { CanWrite: false };

    /// <summary>C# can't mark the parameters of a primary constructor readonly: whether they are shows in the class's own code.</summary>
    private static bool IsParameter(FieldInfo field) =>
        field.IsPrivate && field.Name[0] == '<' && field.Name.EndsWith(">P", StringComparison.Ordinal);

    private static bool IsWritten(FieldInfo field) => Bodies(field.DeclaringType!).Any(method => Writes(method, field));

    private static bool Writes(MethodBase method, FieldInfo field)
    {
        if (IlReader.Read(method) is not { } body) return !method.IsAbstract;
        for (var i = 0; i < body.Count; i++)
        {
            var (code, used) = (body[i].Code, body[i].Field);
            if (used is null || used.Module != field.Module || used.MetadataToken != field.MetadataToken) continue;
            if ((code == OpCodes.Stfld && !method.IsConstructor) || (code == OpCodes.Ldflda && FieldAccess.MayWrite(field, body, i + 1))) return true;
        }

        return false;
    }

    // Private: only the class itself, and what is nested in it (lambdas, state machines), can reach it.
    private static IEnumerable<MethodBase> Bodies(Type type) =>
        type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).Concat(type.GetNestedTypes(Declared).SelectMany(Bodies));
}
