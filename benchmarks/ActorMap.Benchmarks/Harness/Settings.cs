using System.Globalization;

namespace ActorMap.Benchmarks.Harness;

/// <summary>What the command line says; the processes of the peers are given the same.</summary>
internal sealed record Settings
{
    public string? Work { get; init; }

    public string? Peer { get; init; }

    public bool Quick { get; init; }

    public int? GivenRounds { get; init; }

    /// <summary>How much of a large input is made and mapped, as a share of what the work is about.</summary>
    public double Size { get; init; } = 1;

    /// <summary>Steps of arithmetic in an item of 100 µs, calibrated once by the runner so that every peer does the same.</summary>
    public int Steps { get; init; }

    /// <summary>The built tool, for its start-up; null to leave that out.</summary>
    public string? Tool { get; init; }

    /// <summary>The built program of the peers that are .NET's own; null where it is not built.</summary>
    public string? Peers { get; init; }

    /// <summary>Where the report goes; null for standard output only.</summary>
    public string? Report { get; init; }

    public int Rounds => GivenRounds ?? (Quick ? 3 : 5);

    /// <summary>So much of it: a tenth where it is to be quick, and the share that was asked for.</summary>
    public long Sized(long whole) => Math.Max(1, (long)(whole * (Quick ? 0.1 : 1) * Size));

    public static int Cores => Environment.ProcessorCount;

    public static string Usage(IEnumerable<string> works) =>
        $"usage: benchmarks/run.sh [WORK] [PEER] [--rounds N] [--quick] [--size SHARE] [--report FILE]\nworks: {string.Join(", ", works)}, or W1 to W8 for all parts of one; PEER is a part of a peer's name";

    public static Settings Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Length; i++)
        {
            var arg = args[i];
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{arg} needs a value.", nameof(args));
            int Number() => int.TryParse(Value(), CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{arg} needs a positive number.", nameof(args));
            double Share() => double.TryParse(Value(), CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
                ? share
                : throw new ArgumentException($"{arg} needs a share, such as 0.2.", nameof(args));
            settings = arg switch
            {
                "--quick" => settings with { Quick = true },
                "--rounds" => settings with { GivenRounds = Number() },
                "--size" => settings with { Size = Share() },
                "--steps" => settings with { Steps = Number() },
                "--tool" => settings with { Tool = Value() },
                "--peers" => settings with { Peers = Value() },
                "--report" => settings with { Report = Value() },
                _ when arg.StartsWith('-') => throw new ArgumentException($"There is no option {arg}.", nameof(args)),
                _ when settings.Work is null => settings with { Work = arg },
                _ when settings.Peer is null => settings with { Peer = arg },
                _ => throw new ArgumentException($"'{arg}' is one argument too many.", nameof(args)),
            };
        }

        return settings;
    }

    /// <summary>The part of the settings that a peer's process needs.</summary>
    public IEnumerable<string> ForPeers()
    {
        if (Quick) yield return "--quick";
        yield return "--size";
        yield return Size.ToString(CultureInfo.InvariantCulture);
        if (Tool is { } tool)
        {
            yield return "--tool";
            yield return tool;
        }

        if (Peers is { } peers)
        {
            yield return "--peers";
            yield return peers;
        }

        if (Steps == 0) yield break;
        yield return "--steps";
        yield return Steps.ToString(CultureInfo.InvariantCulture);
    }
}
