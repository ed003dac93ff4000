using System.Text;
using ActorMap.Node.Tests.Support;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>The packages, made once of what is built, in a folder that serves as a source; and the tool, installed from there.</summary>
public sealed class PackedRepository : IAsyncLifetime
{
    // Restores fetch from the registry; far beyond what they take.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly Scratch _scratch = new();

    internal string Feed => _scratch.Path("feed");

    internal string ToolPath => _scratch.Path("tool");

    internal string[] Packages => [.. Directory.GetFiles(Feed, "*.nupkg").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        // Release or Debug, as these specs were built.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var project in (string[])["Abstractions", "Messages", "ActorMap", "Cluster", "Node"])
            await SucceedAsync("dotnet", Tool.Root, "pack", Path.Combine("src", project), "-c", configuration, "--no-build", "-o", Feed, "-v", "quiet", "--nologo", "-nodeReuse:false");
        await SucceedAsync("dotnet", _scratch.Folder, "tool", "install", "ActorMap.Tool", "--tool-path", ToolPath, "--add-source", Feed);
    }

    public Task DisposeAsync()
    {
        _scratch.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A line of bash in which <c>actormap</c> is the installed tool, and restores have the folder as a further source and a cache of their own.</summary>
    internal async Task<ToolResult> BashAsync(string script, string folder)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var result = await Cli.Wrap("bash").WithArguments(["-c", script]).WithValidation(CommandResultValidation.None).WithWorkingDirectory(folder)
            .WithEnvironmentVariables(variables => variables
                .Set("PATH", $"{ToolPath}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}")
                .Set("NUGET_PACKAGES", _scratch.Path("packages")).Set("RestoreAdditionalProjectSources", Feed).Set("MSBUILDDISABLENODEREUSE", "1"))
            .ExecuteBufferedAsync(Encoding.UTF8, deadline.Token);
        return new ToolResult(result.StandardOutput, result.StandardError, result.ExitCode);
    }

    private static async Task SucceedAsync(string program, string folder, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var result = await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).WithWorkingDirectory(folder).ExecuteBufferedAsync(deadline.Token);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{result.StandardOutput}{result.StandardError}");
    }
}
