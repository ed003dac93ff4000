namespace ActorMap.State;

/// <summary>What the delegates on objects of one type use of them, by the code that they call.</summary>
/// <remarks>
/// A lambda makes a new delegate each time, and a new delegate's <c>Method</c> costs a microsecond; the code's address is at hand. A method
/// that gets another address (recompiled) is read again: harmless. Dynamic methods, whose addresses come back, are never kept.
/// </remarks>
internal sealed class ClosureUses(bool isClosure)
{
    private const int Longest = 64;

    private Entry[] _known = [];

    internal ClosureUse Of(Delegate function)
    {
        var code = DelegateParts.Code(function);
        foreach (var entry in _known)
            if (entry.Code == code) return entry.Use;

        var method = function.Method;
        if (method.DeclaringType is null) return ClosureUse.Everything;
        var use = isClosure || Closures.IsLambda(method) ? ClosureScan.Of(method) : ClosureUse.Everything;
        var known = _known;
        _known = known.Length < Longest ? [.. known, new Entry(code, use)] : [new Entry(code, use)];
        return use;
    }

    private readonly record struct Entry(nint Code, ClosureUse Use);
}
