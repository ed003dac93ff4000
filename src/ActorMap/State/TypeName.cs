using System.Text;

namespace ActorMap.State;

/// <summary>Types as C# writes them, without namespaces and outer types: what a user recognises in a message.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(string)] = "string",
        [typeof(object)] = "object", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint", [typeof(void)] = "void",
    };

    internal static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword)) return keyword;
        if (type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) || type.Name.StartsWith("VB$AnonymousType", StringComparison.Ordinal)) return "<anonymous>";
        if (type.IsArray) return ArrayName(type);
        if (type.IsPointer) return Of(type.GetElementType()!) + "*";
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = MemberName.Of(tick < 0 ? type.Name : type.Name[..tick]);
        if (tick < 0 || !int.TryParse(type.Name.AsSpan(tick + 1), out var own)) return name;

        // A nested type repeats the arguments of its outer types first.
        var arguments = string.Join(", ", type.GetGenericArguments().TakeLast(own).Select(Of));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? $"({arguments})" : $"{name}<{arguments}>";
    }

    // C# writes the outer array's rank first: int[][,] is an array of int[,].
    private static string ArrayName(Type type)
    {
        var ranks = new StringBuilder();
        while (type.IsArray)
        {
            ranks.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
            type = type.GetElementType()!;
        }

        return Of(type) + ranks;
    }
}
