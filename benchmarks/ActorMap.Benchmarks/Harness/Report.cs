using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorMap.Benchmarks.Harness;

/// <summary><c>docs/performance.md</c>: what was reached, each work, and how to run it again.</summary>
internal sealed class Report(Settings settings)
{
    private readonly StringBuilder _sections = new();
    private readonly Table _reaches = new("", "work", "reach", "measured", "");

    public void Add(Work work, string section, IEnumerable<Reach> reaches)
    {
        _sections.Append('\n').Append(section);
        foreach (var reach in reaches) _reaches.Row(work.Mark ?? "", work.Title, reach.Goal, reach.Measured, reach.Verdict);
    }

    private static string Deployment => NativeCode.IsThere
        ? "All programs of .NET, ActorMap's and its peers' alike, run as they are deployed: published with native code ahead of time (`PublishReadyToRun`), that of the libraries they use included.\nWhat that does for start-up is in docs/decisions/0016."
        : "Programs ran without native code ahead of time, as its compiler could not be had: every method was compiled as it ran, which start-up, first maps and killed processes show (docs/decisions/0016).";

    public Task WriteAsync(string path)
    {
        var memory = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30));
        var system = OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsMacOS() ? "macOS" : "Windows";
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return File.WriteAllTextAsync(path, $"""
            # Performance

            Written by `benchmarks/run.sh`; do not edit. Run it again with `benchmarks/run.sh` (all works, some minutes, on a machine that does nothing else),
            or look at one work or one peer with `benchmarks/run.sh WORK PEER [--rounds N] [--quick]`. `benchmarks/micro.sh` has the pieces by themselves.

            {date}; {Settings.Cores} cores, {memory} GiB of memory, {system}, {RuntimeInformation.FrameworkDescription}, workstation GC, {settings.Rounds} rounds{(settings.Quick ? ", **quick: fewer items, figures are rough**" : "")}.

            Each peer has a process of its own, is warmed up, and does the same work with the same results (checked by a checksum). The peers take turns, round by
            round; those of other languages and frameworks each with what it is related to, so that nobody is disturbed by the waiting processes of others. A figure is the median over the rounds, a ratio the median of the rounds' ratios, the spread the least and the most. Absolute times are this
            machine's; the ratios are what to compare.

            {Deployment}

            {_reaches.ToMarkdown()}{_sections}
            """);
    }
}
