namespace ActorMap.Node.Watch;

/// <summary>What held the workers back.</summary>
internal static class Bottleneck
{
    // A worker that is busy so much of the time has nothing to gain from the rest.
    private const double Busy = 0.8;
    private const double Most = 0.5;

    internal static string Of(RunTotals totals, TimeSpan inputWaited, TimeSpan outputWaited)
    {
        var counts = totals.Read();
        if (counts.BusyShare >= Busy) return "the function";
        if (inputWaited > counts.Elapsed * Most) return "the input";
        return outputWaited > counts.Elapsed * Most ? "the output" : "start-up and hand-over";
    }
}
