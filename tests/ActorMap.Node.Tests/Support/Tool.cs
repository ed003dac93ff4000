using System.Text;
using ActorMap.Tests.Shared;
using CliWrap;
using CliWrap.Buffered;

namespace ActorMap.Node.Tests.Support;

/// <summary>The built tool, run as a process.</summary>
internal static class Tool
{
    // Far beyond what a run takes: it only ends what hangs.
    private static readonly TimeSpan Deadline = Patience.Long;

    internal static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ActorMap.Node.exe" : "ActorMap.Node");

    internal static string Root { get; } = FindRoot();

    internal static string Samples { get; } = System.IO.Path.Combine(Root, "samples");

    internal static Task<ToolResult> MapAsync(params string[] arguments) => RunAsync(null, ["map", .. arguments]);

    internal static Task<ToolResult> MapInputAsync(string input, params string[] arguments) => RunAsync(input, ["map", .. arguments]);

    internal static async Task<ToolResult> RunAsync(string? input, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var command = Cli.Wrap(Path).WithArguments(Patient(arguments)).WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(input is null ? PipeSource.Null : PipeSource.FromString(input, new UTF8Encoding(false)));
        var result = await command.ExecuteBufferedAsync(Encoding.UTF8, deadline.Token);
        return new ToolResult(result.StandardOutput, result.StandardError, result.ExitCode);
    }

    /// <summary>A line of bash in which <c>$actormap</c> is the tool.</summary>
    /// <param name="script">The line.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="deadline">When it is taken to hang, where the SDK builds in it; four minutes otherwise.</param>
    internal static async Task<ToolResult> BashAsync(string script, string? folder = null, TimeSpan? deadline = null)
    {
        using var patience = new CancellationTokenSource(deadline ?? Deadline);
        var result = await Cli.Wrap("bash").WithArguments(["-c", script]).WithValidation(CommandResultValidation.None)
            .WithWorkingDirectory(folder ?? AppContext.BaseDirectory)
            .WithEnvironmentVariables(variables => variables.Set("actormap", Path))
            .ExecuteBufferedAsync(Encoding.UTF8, patience.Token);
        return new ToolResult(result.StandardOutput, result.StandardError, result.ExitCode);
    }

    /// <summary>To come into a cluster the tool has as long as the spec has, where that says nothing of it, and not half a minute.</summary>
    internal static string[] Patient(string[] arguments) =>
        arguments is ["map" or "status", ..] && arguments.Contains("--cluster") && !arguments.Contains("--wait-timeout") ? [arguments[0], "--wait-timeout", "4m", .. arguments[1..]] : arguments;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

internal sealed record ToolResult(string Output, string Error, int ExitCode)
{
    internal string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
