namespace ActorMap.State;

/// <summary>What the user called a member that the compiler has renamed.</summary>
internal static class MemberName
{
    private const string LocalOfBasic = "$VB$Local_";

    /// <summary>
    /// The property of <c>&lt;Limit&gt;k__BackingField</c>, of F#'s <c>Limit@</c> and of Visual Basic's <c>$Limit</c>, the parameter of <c>&lt;limit&gt;P</c>,
    /// the variable of Visual Basic's <c>$VB$Local_limit</c>.
    /// </summary>
    internal static string Of(string name)
    {
        if (name == Closures.This) return "this";
        var end = name.IndexOf('>', StringComparison.Ordinal);
        if (name[0] == '<' && end > 1) return name[1..end];
        if (name.StartsWith(LocalOfBasic, StringComparison.Ordinal)) return name[LocalOfBasic.Length..];
        return name.Length == 1 ? name : name[0] == '$' ? name[1..] : name[^1] == '@' ? name[..^1] : name;
    }
}
