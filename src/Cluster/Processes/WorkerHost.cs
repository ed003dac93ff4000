namespace ActorMap.Cluster.Processes;

/// <summary>With what a worker process is started so that it loads what this program loads.</summary>
/// <param name="Dotnet">The <c>dotnet</c> that this program runs on.</param>
/// <param name="DepsFile">The program's deps.json; null where it has none and all dlls of its folder count.</param>
/// <param name="RuntimeConfig">The program's runtimeconfig.json: the frameworks and their settings.</param>
/// <param name="Dll">The dll that has the worker's <c>Main</c>.</param>
internal sealed record WorkerHost(string Dotnet, string? DepsFile, string RuntimeConfig, string Dll)
{
    private const string Deps = ".deps.json";
    private const string Config = ".runtimeconfig.json";

    public IReadOnlyList<string> CommandLine =>
        [Dotnet, "exec", .. DepsFile is null ? (ReadOnlySpan<string>)[] : ["--depsfile", DepsFile], "--runtimeconfig", RuntimeConfig, Dll];

    /// <exception cref="PoolUnavailableException">This kind of program can't start worker processes.</exception>
    public static WorkerHost Find(Surroundings surroundings)
    {
        const string instead = "or use MapPool.StartAsync, or join a cluster with ClusterPool.JoinAsync";
        if (surroundings.WorkerDll.Length == 0) throw new PoolUnavailableException($"A single-file program can't start worker processes, as its dlls are not files: publish it without PublishSingleFile, {instead}.");
        var root = Path.GetFullPath(Path.Combine(surroundings.RuntimeDirectory, "..", "..", ".."));
        var dotnet = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        if (!File.Exists(dotnet)) throw new PoolUnavailableException($"A self-contained program can't start worker processes, as they need the command 'dotnet' (looked for {dotnet}): publish it with --self-contained false, {instead}.");

        var deps = FindDeps(surroundings, root);
        var config = FindConfig(surroundings, deps) ?? throw new PoolUnavailableException(
            $"No worker process can be started: there is no runtimeconfig.json of this program{(surroundings.EntryName is { } name ? $" ({name}{Config})" : "")} in {surroundings.BaseDirectory}. Copy the one that its build wrote there, {instead}.");
        return new WorkerHost(dotnet, deps, config, surroundings.WorkerDll);
    }

    // Under a test host the entry assembly is the host, but the files are the test assembly's: so what the host of the runtime read comes first.
    private static string? FindDeps(Surroundings surroundings, string root)
    {
        var frameworks = Path.Combine(root, "shared") + Path.DirectorySeparatorChar;
        return surroundings.DepsFiles.FirstOrDefault(file => !file.StartsWith(frameworks, StringComparison.Ordinal) && File.Exists(file))
            ?? Beside(surroundings, Deps);
    }

    private static string? FindConfig(Surroundings surroundings, string? deps) =>
        deps?.EndsWith(Deps, StringComparison.Ordinal) == true && deps[..^Deps.Length] + Config is var own && File.Exists(own) ? own : Beside(surroundings, Config);

    private static string? Beside(Surroundings surroundings, string ending)
    {
        var own = Path.Combine(surroundings.BaseDirectory, surroundings.EntryName + ending);
        if (File.Exists(own)) return own;
        // One that is alone is the program's, whatever its name; of several nobody knows which.
        return Directory.GetFiles(surroundings.BaseDirectory, "*" + ending) is [var only] ? only : null;
    }
}
