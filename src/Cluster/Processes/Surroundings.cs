using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ActorMap.Cluster.Processes;

/// <summary>What this process knows of how it was started.</summary>
internal sealed record Surroundings
{
    /// <summary>The folder of the program.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>The folder of the runtime: <c>…/shared/Microsoft.NETCore.App/10.0.0</c> where it is installed.</summary>
    public required string RuntimeDirectory { get; init; }

    /// <summary>The assembly that has the program's <c>Main</c>.</summary>
    public string? EntryName { get; init; }

    /// <summary>The deps.json files that the host read, the program's first, then those of the frameworks.</summary>
    public IReadOnlyList<string> DepsFiles { get; init; } = [];

    /// <summary>The dll to run in the worker process; empty where it has no file.</summary>
    public required string WorkerDll { get; init; }

    [SuppressMessage("SingleFile", "IL3000", Justification = "An empty location is the case that is told.")]
    public static Surroundings Of(Assembly worker) => new()
    {
        BaseDirectory = AppContext.BaseDirectory,
        RuntimeDirectory = RuntimeEnvironment.GetRuntimeDirectory(),
        EntryName = Assembly.GetEntryAssembly()?.GetName().Name,
        DepsFiles = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string)?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [],
        WorkerDll = worker.Location,
    };
}
