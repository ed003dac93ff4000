using System.Text;

namespace ActorMap.Codec;

/// <summary>The text of a type that two nodes compare: full names with generic arguments, no assemblies and no versions.</summary>
internal static class Signature
{
    internal static string Of(Type type)
    {
        var text = new StringBuilder();
        Append(type, text);
        return text.ToString();
    }

    private static void Append(Type type, StringBuilder to)
    {
        if (type.HasElementType)
        {
            Append(type.GetElementType()!, to);
            if (type.IsArray) to.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
            else to.Append(type.IsPointer ? '*' : '&');
            return;
        }

        if (!type.IsConstructedGenericType)
        {
            to.Append(type.FullName ?? type.Name);
            return;
        }

        to.Append(type.GetGenericTypeDefinition().FullName);
        var before = '<';
        foreach (var argument in type.GetGenericArguments())
        {
            to.Append(before);
            Append(argument, to);
            before = ',';
        }

        to.Append('>');
    }
}
