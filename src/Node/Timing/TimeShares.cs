namespace ActorMap.Node.Timing;

/// <summary>
/// Where the workers' time went, in shares that sum to 1: what they did, and what they waited for. A worker that waits does not know for what; but a map is a pipeline of
/// three, and its input is read whenever there is room. So while it is read, workers wait for the input; while it is not, they wait for what keeps room from coming: a
/// result that the order waits for, or the output. What neither explains is the way between the three.
/// </summary>
internal sealed record TimeShares
{
    internal double Function { get; private init; }
    internal double Encoding { get; private init; }
    internal double Input { get; private init; }
    internal double Order { get; private init; }
    internal double Output { get; private init; }

    /// <summary>Between processes.</summary>
    internal double Transport { get; private init; }

    /// <summary>Between the threads of this process, and starting them.</summary>
    internal double HandOver { get; private init; }

    /// <summary>All of them by name, as they are told.</summary>
    internal IEnumerable<(string Name, double Share)> All =>
    [
        ("input", Input), ("function", Function), ("encoding", Encoding), ("transport", Transport), ("order", Order), ("output", Output), ("hand-over", HandOver),
    ];

    internal static TimeShares Of(Measured measured)
    {
        var busy = measured.BusyShare;
        var idle = 1 - busy;
        var encoding = busy * Math.Clamp(measured.EncodingShare, 0, 1);
        var input = Part(measured.Input, measured.Elapsed);

        // While the input rests: how much of that the order and the output explain, no more than all of it.
        var rest = 1 - input;
        var (held, output) = (Part(measured.Held, measured.Elapsed), Part(measured.Output, measured.Elapsed));
        var scale = held + output > rest ? rest / (held + output) : 1;
        var shares = new TimeShares
        {
            Encoding = encoding, Function = busy - encoding, Input = idle * input, Order = idle * held * scale, Output = idle * output * scale,
        };
        var between = Math.Max(0, idle - shares.Input - shares.Order - shares.Output);
        return measured.Travels ? shares with { Transport = between } : shares with { HandOver = between };
    }

    private static double Part(TimeSpan time, TimeSpan whole) => whole > TimeSpan.Zero ? Math.Clamp(time / whole, 0, 1) : 0;
}
