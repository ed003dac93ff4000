using System.CommandLine;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>From the words after <c>map</c> to a <see cref="MapRequest"/>.</summary>
internal static class MapArguments
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A chunk of a given length is held whole before it is dealt.
    private const int LongestChunk = 1_000_000;

    internal static MapRequest Parse(IReadOnlyList<string> arguments)
    {
        // What stands behind -- is the program's, whatever it looks like.
        string[] all = [.. arguments];
        var end = Array.IndexOf(all, "--");
        var program = end < 0 ? null : all[(end + 1)..];
        var options = new MapOptionSet();
        var own = end < 0 ? all : all[..end];
        var result = options.Parse(own);
        CommandLine.RefuseFaults("map", options.All, result);
        CommandLine.RefuseValues("map", own, options.All, result);

        var words = result.GetValue(options.Words) ?? [];
        if (words.FirstOrDefault(word => word.StartsWith('-') && word.Length > 1) is { } unknown)
            throw CommandException.Usage($"there is no option '{unknown}'. See actormap map --help; a file of that name is ./{unknown}.");

        string? Text(Option<string?> option) => result.GetValue(option);
        int Number(Option<string?> option, int least, int otherwise) =>
            Text(option) is { } text ? (int)OptionText.Whole(option.Name, text, least) : otherwise;
        T Choice<T>(Option<string?> option, T otherwise)
            where T : struct, Enum => Text(option) is { } text ? OptionText.Choice<T>(option.Name, text) : otherwise;

        var (function, inputs) = FunctionSource.Split(Text(options.Expression), Text(options.ExecEach), program, words);
        var halt = Text(options.Halt) is { } rule ? HaltRule.Parse(rule) : HaltRule.Never;
        var settings = (result.GetValue(options.Set) ?? []).Select(Setting.Parse).ToArray();
        if (settings.GroupBy(setting => setting.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw CommandException.Usage($"--set: '{twice.Key}' is given {twice.Count()} times; give it once.");

        if (halt is { On: HaltOn.Success or HaltOn.Done, Percent: > 0 } && Text(options.Total) is null)
            throw CommandException.Usage($"--halt {halt}: a share of all items is known where their number is: give --total N, or a number in place of the per cent.");

        if (inputs.Contains(string.Empty)) throw CommandException.Usage("an input's name is empty. Name a file, or - for standard input.");
        foreach (var file in (Option<string?>[])[options.Output, options.Errors, options.SummaryJson, options.Journal, options.JobLog, options.State])
            if (Text(file) is { Length: 0 }) throw CommandException.Usage($"{file.Name}: the file's name is empty.");
        foreach (var file in (Option<string?>[])[options.Errors, options.SummaryJson, options.Journal, options.JobLog])
            if (Text(file) is "-") throw CommandException.Usage($"{file.Name} -: only -o - is a standard stream. Name a file, or /dev/stderr; a file of that name is ./-.");

        var (resume, retryFailed) = (result.GetValue(options.Resume), result.GetValue(options.RetryFailed));
        if ((resume || retryFailed) && Text(options.Journal) is null)
            throw CommandException.Usage($"{(resume ? "--resume" : "--retry-failed")} goes on with a journal, and none is named: give --journal FILE.");

        var (format, tag) = (Choice(options.OutFormat, OutputFormat.Auto), result.GetValue(options.Tag));
        if (tag && format == OutputFormat.Csv)
            throw CommandException.Usage("--tag writes a JSON object a line, and --out-format csv a table: give one of them. A table with the input in it: -e '(string x) => (x, x.Length)' --out-format csv.");

        return new MapRequest
        {
            Function = function,
            Settings = WithState(settings, Text(options.State)),
            State = Text(options.State),
            Using = result.GetValue(options.Using) ?? [],
            Seed = Text(options.Seed) is { } seed ? (int)OptionText.Whole("--seed", seed, int.MinValue) : 0,
            Inputs = inputs,

            // A program takes JSON values: what is piped to it is taken for such.
            Format = Choice(options.Input, program is not null && inputs is [] ? InputFormat.Jsonl : InputFormat.Auto),
            NulSeparated = result.GetValue(options.Nul),
            HasHeader = !result.GetValue(options.NoHeader),
            Total = Text(options.Total) is { } total ? OptionText.Whole("--total", total, 0, long.MaxValue) : null,
            OnBadInput = Choice(options.OnBadInput, FailurePolicy.Stop),
            Output = Text(options.Output) is not "-" and var output ? output : null,
            OutputFormat = format,
            Unordered = result.GetValue(options.Unordered),
            Tag = tag,

            // A halt rule, also the one never to halt, would say nothing if the first failure stopped the map.
            OnError = Choice(options.OnError, Text(options.Halt) is null ? FailurePolicy.Stop : FailurePolicy.Skip),
            Errors = Text(options.Errors),
            SummaryJson = Text(options.SummaryJson),
            Place = Place(options, result),
            Chunk = Text(options.Chunk) is { } chunk and not "auto" ? (int)OptionText.Whole("--chunk", chunk, 1, LongestChunk) : null,
            Concurrency = Number(options.Concurrency, 1, 1),
            Buffer = Text(options.Buffer) is { } buffer ? (int)OptionText.Whole("--buffer", buffer, 1) : null,
            Retries = Number(options.Retries, 0, 0),
            Timeout = Text(options.Timeout) is { } timeout ? OptionText.Duration("--timeout", timeout) : null,
            Halt = halt,
            DryRun = result.GetValue(options.DryRun),
            Journal = Text(options.Journal),
            Resumes = resume || retryFailed,
            RetryFailed = retryFailed,
            Words = [.. arguments],
            JobLog = Text(options.JobLog),
            Progress = Choice(options.Progress, ProgressStyle.Auto),
            Quiet = result.GetValue(options.Quiet),
            Verbose = result.GetValue(options.Verbose),
            Color = Choice(options.Color, ColorChoice.Auto),
        };
    }

    /// <summary>What <c>--set</c> gives goes before what the file has.</summary>
    private static Setting[] WithState(Setting[] settings, string? file) =>
        file is null ? settings : [.. settings, .. StateFile.Read(file).Where(one => !settings.Any(given => string.Equals(given.Name, one.Name, StringComparison.OrdinalIgnoreCase)))];

    private static WorkPlace Place(MapOptionSet options, ParseResult result)
    {
        var cluster = options.Cluster.Read(result, otherwise: null, Patience);
        var workers = result.GetValue(options.Workers);
        var (processes, waitWorkers, shipCode) = (result.GetValue(options.Processes), result.GetValue(options.WaitWorkers), result.GetValue(options.ShipCode));
        if (cluster is null)
        {
            if (waitWorkers is not null || shipCode)
                throw CommandException.Usage($"{(shipCode ? "--ship-code" : "--wait-workers")} is about a cluster, and none is named: give --cluster HOST:PORT.");
            var count = workers is null ? Environment.ProcessorCount : OptionText.Workers(workers);
            return processes ? new WorkPlace.Processes(count) : new WorkPlace.Here(count);
        }

        if (processes) throw CommandException.Usage("--processes and --cluster are two places; give one of them.");
        if (workers is not null) throw CommandException.Usage("-j: how many workers a node has is said where it is started (actormap node -j N). Use --wait-workers N to wait for so many.");
        return new WorkPlace.Nodes(cluster, waitWorkers is null ? 1 : (int)OptionText.Whole("--wait-workers", waitWorkers, 1), shipCode);
    }
}
