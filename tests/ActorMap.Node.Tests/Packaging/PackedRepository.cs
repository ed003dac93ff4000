using System.Text;
using ActorMap.Node.Tests.Support;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>The packages, made once of what is built, in a folder that serves as a source; and the tool, installed from there.</summary>
[CollectionDefinition(nameof(PackedRepository))]
public sealed class PackedRepository : IAsyncLifetime, ICollectionFixture<PackedRepository>
{
    // Restores fetch from the registry, and native code takes minutes where others want the cores, too; far beyond what they take.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);

    // Release or Debug, as these specs were built.
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    // What is said where a package is nowhere, and where its source can't be asked.
    private static readonly string[] Unfetched = ["Crossgen", "NU1301"];

    private readonly Scratch _scratch = new();

    internal string Feed => _scratch.Path("feed");

    internal string ToolPath => _scratch.Path("tool");

    /// <summary>The folder that the tool was installed into.</summary>
    internal string Installed => Path.GetDirectoryName(Assert.Single(Directory.GetFiles(ToolPath, "ActorMap.Node.dll", SearchOption.AllDirectories)))!;

    /// <summary>Whether the tool has packages for runtimes. It has one alone where the compiler that makes native code ahead of time can't be had.</summary>
    internal bool HasRuntimes { get; private set; }

    internal string[] Packages => [.. Directory.GetFiles(Feed, "*.nupkg").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        foreach (var project in (string[])["Abstractions", "Messages", "ActorMap", "Cluster"]) Succeed(await PackAsync(project, "--no-build"));
        HasRuntimes = await PackToolAsync();
        Succeed(await DotnetAsync(_scratch.Folder, "tool", "install", "ActorMap.Tool", "--tool-path", ToolPath, "--source", Feed));
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

    /// <summary>For this runtime and any other, of the libraries as they are built, but with the C# compiler as it is: its native code takes longer than all the rest.
    /// Where what native code takes can't be fetched, without, as <c>./actormap</c> does.</summary>
    private async Task<bool> PackToolAsync()
    {
        string[] options = ["-p:BuildProjectReferences=false", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", "-p:NativeCompiler=false"];
        var packed = await PackAsync("Node", options);
        if (packed.ExitCode == 0) return true;
        var output = packed.Output + packed.Error;
        Assert.True(Unfetched.Any(sign => output.Contains(sign, StringComparison.OrdinalIgnoreCase)), output);
        Succeed(await PackAsync("Node", [.. options, "-p:ToolRuntimes=none"]));
        return false;
    }

    private Task<ToolResult> PackAsync(string project, params string[] arguments) =>
        DotnetAsync(Tool.Root, ["pack", Path.Combine("src", project), "-c", Configuration, "-o", Feed, "-v", "quiet", "--nologo", "-nodeReuse:false", .. arguments]);

    private static async Task<ToolResult> DotnetAsync(string folder, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var result = await Cli.Wrap("dotnet").WithArguments(arguments).WithValidation(CommandResultValidation.None).WithWorkingDirectory(folder).ExecuteBufferedAsync(deadline.Token);
        return new ToolResult(result.StandardOutput, $"dotnet {string.Join(' ', arguments)}\n{result.StandardError}", result.ExitCode);
    }

    private static void Succeed(ToolResult result) => Assert.True(result.ExitCode == 0, result.Output + result.Error);
}
