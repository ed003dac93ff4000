using ActorMap.Node.Functions;

namespace ActorMap.Node.Arguments;

/// <summary>All that <c>actormap map</c> was asked to do, checked for form and nothing else.</summary>
internal sealed record MapRequest
{
    internal required FunctionSource Function { get; init; }
    internal required IReadOnlyList<Setting> Settings { get; init; }
    internal string? State { get; init; }
    internal required IReadOnlyList<string> Using { get; init; }
    internal int Seed { get; init; }

    internal required IReadOnlyList<string> Inputs { get; init; }
    internal InputFormat Format { get; init; }
    internal bool NulSeparated { get; init; }
    internal bool HasHeader { get; init; }
    internal long? Total { get; init; }
    internal FailurePolicy OnBadInput { get; init; }

    internal string? Output { get; init; }
    internal OutputFormat OutputFormat { get; init; }
    internal bool Unordered { get; init; }
    internal bool Tag { get; init; }
    internal FailurePolicy OnError { get; init; }
    internal string? Errors { get; init; }

    /// <summary>Whether failed items stand among the results.</summary>
    internal bool EmitsErrors => OnError == FailurePolicy.Emit || OnBadInput == FailurePolicy.Emit;
    internal string? SummaryJson { get; init; }

    internal required WorkPlace Place { get; init; }
    internal int? Chunk { get; init; }
    internal int Concurrency { get; init; }
    internal int? Buffer { get; init; }
    internal int Retries { get; init; }
    internal TimeSpan? Timeout { get; init; }
    internal HaltRule Halt { get; init; } = HaltRule.Never;
    internal bool DryRun { get; init; }

    internal string? Journal { get; init; }
    internal bool Resumes { get; init; }
    internal bool RetryFailed { get; init; }

    /// <summary>All words behind <c>map</c>, as they were given.</summary>
    internal IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The words that give the function its constants again.</summary>
    internal IEnumerable<string> ConstantWords =>
        [.. State is null ? Array.Empty<string>() : [$"--state {Shell.Quoting.Word(State)}"], .. Settings.Where(one => !one.IsState).Select(one => $"--set {Shell.Quoting.Word($"{one.Name}={one.Text}")}")];

    internal string? JobLog { get; init; }
    internal ProgressStyle Progress { get; init; }
    internal bool Quiet { get; init; }
    internal bool Verbose { get; init; }
    internal ColorChoice Color { get; init; }
}

/// <summary>How records are told apart in the input. <c>Failures</c> is what <c>--errors</c> wrote: found by its first line, never asked for.</summary>
internal enum InputFormat
{
    Auto,
    Lines,
    Jsonl,
    Csv,
    Tsv,
    Parquet,
    Files,
    Failures,
}

internal enum OutputFormat
{
    Auto,
    Lines,
    Jsonl,
    Csv,
}

/// <summary>What becomes of the rest when one item fails.</summary>
internal enum FailurePolicy
{
    Stop,
    Skip,
    Emit,
}

internal enum ProgressStyle
{
    Auto,
    Bar,
    Plain,
    Json,
    None,
}

internal enum ColorChoice
{
    Auto,
    Always,
    Never,
}
