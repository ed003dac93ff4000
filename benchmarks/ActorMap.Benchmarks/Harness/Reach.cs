namespace ActorMap.Benchmarks.Harness;

/// <summary>What was set out for, and whether this run got there.</summary>
internal sealed record Reach(string Goal, bool IsMet, string Measured)
{
    public static Reach AtMost(string goal, double limit, double measured, Func<double, string> format) => new(goal, measured <= limit, format(measured));

    public static Reach AtLeast(string goal, double limit, double measured, Func<double, string> format) => new(goal, measured >= limit, format(measured));

    public override string ToString() => $"reach: {Goal} — {Verdict} (measured {Measured})";

    public string Verdict => IsMet ? "met" : "not met";
}
