namespace ActorMap.State;

/// <summary>What the user called a member that the compiler has renamed.</summary>
internal static class MemberName
{
    /// <summary>The property of <c>&lt;Limit&gt;k__BackingField</c>, the parameter of <c>&lt;limit&gt;P</c>.</summary>
    internal static string Of(string name)
    {
        if (name == Closures.This) return "this";
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return name[0] == '<' && end > 1 ? name[1..end] : name;
    }
}
