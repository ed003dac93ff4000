using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>What a user gets: the packages themselves, the tool installed from them, and programs built against them.</summary>
[Collection(nameof(PackedRepository))]
public sealed class PackageSpecs(PackedRepository repository)
{
    private static readonly string[] Libraries = ["ActorMap", "ActorMap.Abstractions", "ActorMap.Cluster", "ActorMap.Messages"];

    private static readonly string[] Scaled = [.. Enumerable.Range(0, 20).Select(i => ((i + 100 + i) * 100).ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public void Every_package_has_what_a_reader_and_a_debugger_look_for()
    {
        Assert.Equal([.. Libraries, "ActorMap.Tool"], repository.Packages.Select(Id).Where(id => !id.StartsWith("ActorMap.Tool.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var package in repository.Packages)
        {
            using var archive = ZipFile.OpenRead(Path.Combine(repository.Feed, package));
            string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
            Assert.Contains("README.md", names);
            Assert.Contains("icon.png", names);
            if (Libraries.Contains(Id(package))) Assert.Contains($"lib/net10.0/{Id(package)}.xml", names);

            using var manifest = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            var metadata = XDocument.Load(manifest).Root!.Elements().First();
            string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
            Assert.Equal(("Apache-2.0", "README.md", "icon.png"), (Value("license"), Value("readme"), Value("icon")));
            var origin = metadata.Elements().Single(element => element.Name.LocalName == "repository");
            Assert.Equal("git", origin.Attribute("type")?.Value);
            if (Path.Exists(Path.Combine(Tool.Root, ".git"))) Assert.Equal(40, origin.Attribute("commit")?.Value.Length);
            Assert.NotEqual("Package Description", Value("description"));

            // What the tool needs it brings along; what only builds a library nobody needs.
            XElement[] needed = [.. metadata.Descendants().Where(element => element.Name.LocalName == "dependency")];
            if (!Libraries.Contains(Id(package))) Assert.Empty(needed);
            Assert.All(needed, one => Assert.DoesNotContain("Analyzers", one.Attribute("id")!.Value, StringComparison.Ordinal));
            Assert.All(needed.Where(one => Libraries.Contains(one.Attribute("id")!.Value)), one => Assert.Equal(Value("version"), one.Attribute("version")!.Value));
        }
    }

    [Fact]
    public void Every_package_with_code_has_its_symbols_in_a_package_of_their_own()
    {
        foreach (var package in repository.Packages)
        {
            var file = Path.Combine(repository.Feed, package);
            using var code = ZipFile.OpenRead(file);
            string[] ours = [.. code.Entries.Select(entry => entry.FullName).Where(name => Path.GetFileName(name).StartsWith("ActorMap", StringComparison.Ordinal) && name.EndsWith(".dll", StringComparison.Ordinal))];
            Assert.Equal(ours.Length > 0, File.Exists(Path.ChangeExtension(file, ".snupkg")));
            if (ours is []) continue;

            using var symbols = ZipFile.OpenRead(Path.ChangeExtension(file, ".snupkg"));
            Assert.Equal(
                ours.Select(name => Path.ChangeExtension(name, ".pdb")).Order(StringComparer.Ordinal),
                symbols.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_installed_tool_runs_the_examples_of_its_help()
    {
        using var scratch = new Scratch();
        var result = await repository.BashAsync(
            $$"""
            set -e
            seq 1 1000000 | actormap map -e '(long x) => x * x' > squares.txt
            tail -n 1 squares.txt; wc -l < squares.txt
            actormap map -e '(int a, int b) => (a + b) * k' --set k=100 '{{Tool.Samples}}/pairs.csv' | tail -n 1
            actormap map '{{Tool.Samples}}/tokens.cs' -i lines '{{Tool.Samples}}/corpus.txt' -o counts.txt --errors bad.jsonl --journal job.journal
            cp counts.txt first.txt
            actormap map '{{Tool.Samples}}/tokens.cs' -i lines '{{Tool.Samples}}/corpus.txt' -o counts.txt --errors bad.jsonl --journal job.journal --resume 2> /dev/null
            cmp counts.txt first.txt && awk '{ n += $1 } END { print n }' counts.txt
            actormap map -e '(int a, int b) => a + b' --processes -j 1 '{{Tool.Samples}}/pairs.csv' | head -n 1
            """, scratch.Folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["1000000000000", "1000000", "13800", "2574", "100"], result.Lines);
    }

    [Fact]
    public async Task The_installed_tool_is_a_node_and_maps_over_it()
    {
        using var scratch = new Scratch();
        var result = await repository.BashAsync(
            $$"""
            exec 3< <(exec actormap node --port 0 -j 1 --functions '{{Tool.Samples}}/tokens.cs' 2>&1); node=$!
            while read -r line <&3; do [[ $line =~ --cluster\ ([^ ]+) ]] && break; done
            actormap map @tokens '{{Tool.Samples}}/corpus.txt' --cluster "${BASH_REMATCH[1]}" | awk '{ n += $1 } END { print n }'
            kill $node; wait $node
            """, scratch.Folder);

        Assert.Equal((0, "2574\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_new_app_builds_against_the_package_and_runs()
    {
        using var scratch = new Scratch();
        var result = await repository.BashAsync("actormap new app Scoring | sed -n 's/^  //p' > next.txt && source next.txt", scratch.Folder);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(Scaled, result.Lines);
    }

    [Fact]
    public async Task A_program_with_the_cluster_package_has_worker_processes()
    {
        using var scratch = new Scratch();
        var result = await repository.BashAsync(
            """
            set -e
            actormap new app Crowd > /dev/null
            sed -i 's/Include="ActorMap"/Include="ActorMap.Cluster"/' Crowd/Crowd.csproj
            sed -i 's/MapPool.StartAsync()/ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = TimeSpan.FromMinutes(5) })/' Crowd/Program.cs
            dotnet run --project Crowd
            """, scratch.Folder);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(Scaled, result.Lines);
    }

    /// <summary><c>ActorMap.Cluster.0.1.0.nupkg</c> is <c>ActorMap.Cluster</c>.</summary>
    internal static string Id(string file) => string.Join('.', file.Split('.').TakeWhile(part => !char.IsAsciiDigit(part[0])));
}
