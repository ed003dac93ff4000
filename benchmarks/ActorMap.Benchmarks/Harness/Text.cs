using System.Globalization;

namespace ActorMap.Benchmarks.Harness;

/// <summary>Figures as a person reads them: three digits that count, and a unit that fits.</summary>
internal static class Text
{
    public static string Time(double seconds) => seconds switch
    {
        >= 1 => $"{Number(seconds)} s",
        >= 1e-3 => $"{Number(seconds * 1e3)} ms",
        >= 1e-6 => $"{Number(seconds * 1e6)} µs",
        _ => $"{Number(seconds * 1e9)} ns",
    };

    public static string Spread(double[] values, Func<double, string> format) => $"{format(values.Min())} – {format(values.Max())}";

    public static string Mebibytes(double bytes) => $"{Number(bytes / (1 << 20))} MiB";

    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        0 => "0",
        >= 0.01 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    public static string Percent(double share) => $"{Number(share * 100)} %";

    public static string Times(double ratio) => $"{Number(ratio)} ×";
}
