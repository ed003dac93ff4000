using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ActorMap.Benchmarks.Micro;

/// <summary>The pieces by themselves. In this process: the pieces are internal, and only this assembly may see them.</summary>
internal static class MicroBenchmarks
{
    public static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var job = (quick ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub);
        string[] rest = [.. args.Where(arg => arg != "--quick")];
        BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : ["--filter", $"*{rest[0]}*"], config);
        return 0;
    }
}
