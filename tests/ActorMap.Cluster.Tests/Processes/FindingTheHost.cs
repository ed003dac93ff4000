using ActorMap.Cluster.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

public sealed class FindingTheHost : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("actormap-host-").FullName;

    public FindingTheHost()
    {
        Touch("dotnet/" + Dotnet);
        Directory.CreateDirectory(At("dotnet/shared/Microsoft.NETCore.App/10.0.0"));
        Directory.CreateDirectory(At("app"));
    }

    private static string Dotnet => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    private Surroundings App => new() { BaseDirectory = At("app"), RuntimeDirectory = At("dotnet/shared/Microsoft.NETCore.App/10.0.0"), EntryName = "App", WorkerDll = At("app/ActorMap.Cluster.dll") };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_program_is_found_by_its_entry_assembly()
    {
        Touch("app/App.deps.json", "app/App.runtimeconfig.json", "app/Other.deps.json", "app/Other.runtimeconfig.json");
        Assert.Equal(
            [At("dotnet/" + Dotnet), "exec", "--depsfile", At("app/App.deps.json"), "--runtimeconfig", At("app/App.runtimeconfig.json"), At("app/ActorMap.Cluster.dll")],
            WorkerHost.Find(App).CommandLine);
    }

    [Fact]
    public void Under_a_test_host_the_files_are_the_test_assemblys()
    {
        Touch("app/Specs.deps.json", "app/Specs.runtimeconfig.json", "app/testhost.deps.json", "app/Other.runtimeconfig.json", "dotnet/shared/Microsoft.NETCore.App/10.0.0/Microsoft.NETCore.App.deps.json");
        var host = WorkerHost.Find(App with { EntryName = "testhost", DepsFiles = [At("dotnet/shared/Microsoft.NETCore.App/10.0.0/Microsoft.NETCore.App.deps.json"), At("app/Specs.deps.json")] });
        Assert.Equal((At("app/Specs.deps.json"), At("app/Specs.runtimeconfig.json")), (host.DepsFile, host.RuntimeConfig));
    }

    [Fact]
    public void A_renamed_program_is_found_where_its_files_are_alone()
    {
        Touch("app/Renamed.deps.json", "app/Renamed.runtimeconfig.json");
        Assert.Equal(At("app/Renamed.runtimeconfig.json"), WorkerHost.Find(App).RuntimeConfig);
    }

    [Fact]
    public void A_program_without_deps_needs_none()
    {
        Touch("app/App.runtimeconfig.json");
        Assert.DoesNotContain("--depsfile", WorkerHost.Find(App).CommandLine);
    }

    [Fact]
    public void A_program_without_a_runtimeconfig_is_told_what_is_missing() => AssertRefused(App, "App.runtimeconfig.json");

    [Fact]
    public void A_single_file_program_is_told_the_cure() => AssertRefused(App with { WorkerDll = "" }, "PublishSingleFile");

    [Fact]
    public void A_self_contained_program_is_told_the_cure() => AssertRefused(App with { RuntimeDirectory = At("app") }, "--self-contained false");

    private static void AssertRefused(Surroundings surroundings, string cure) =>
        Assert.Contains(cure, Assert.Throws<PoolUnavailableException>(() => WorkerHost.Find(surroundings)).Message, StringComparison.Ordinal);

    private string At(string path) => Path.GetFullPath(Path.Combine(_root, path));

    private void Touch(params string[] paths)
    {
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
            File.WriteAllText(At(path), "");
        }
    }
}
