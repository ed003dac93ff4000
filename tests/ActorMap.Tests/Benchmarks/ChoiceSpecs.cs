using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using Xunit;

namespace ActorMap.Tests.Benchmarks;

/// <summary>What the words of <c>benchmarks/run.sh</c> choose. They are looked at before anything is installed, built or run.</summary>
public sealed class ChoiceSpecs
{
    [Fact]
    public void A_peer_that_no_chosen_work_has_is_refused_with_those_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Checked("nosuchpeer"));

        Assert.Equal("There is no peer 'nosuchpeer' in W1; it has 'serial loop', 'PLINQ', 'dask'.", error.Message);
    }

    [Theory]
    [InlineData("plinq", "serial loop, PLINQ|serial loop, PLINQ")]
    [InlineData("DASK", "|serial loop, dask")]
    public void A_part_of_a_peers_name_chooses_it_in_each_work_that_has_it_with_what_it_is_related_to(string part, string chosen) =>
        Assert.Equal(chosen, string.Join('|', Checked(part).Select(work => string.Join(", ", work.Chosen().Select(peer => peer.Name)))));

    [Fact]
    public void A_peer_that_can_not_be_run_here_is_no_wrong_word_and_is_named_with_the_reason()
    {
        var settings = new Settings { Work = "lines", Peer = "parallel" };
        var work = Assert.Single(Choice.Checked([new Some("lines", settings, new Peer("GNU parallel", Nothing) { Missing = () => "parallel is not installed" })], settings));

        Assert.Empty(work.Chosen());
        Assert.Equal(["GNU parallel is left out: parallel is not installed."], work.LeftOut());
    }

    [Theory]
    [InlineData("W9", "there is no work 'W9'; there are W1 to W8, and pairs, even, ")]
    [InlineData("--bogus", "there is no option --bogus")]
    [InlineData("pairs PLINQ more", "'more' is one argument too many")]
    [InlineData("pairs --rounds", "--rounds needs a value")]
    public async Task A_wrong_word_is_told_before_anything_is_installed_or_built(string words, string why)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Directory.CreateTempSubdirectory("actormap-spec-");
        try
        {
            // Whoever would install or build is one of these.
            foreach (var program in (string[])["dotnet", "dpkg", "apt-get"])
            {
                var file = Path.Combine(folder.FullName, program);
                await File.WriteAllTextAsync(file, "#!/bin/sh\necho called >&2\nexit 9\n");
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var start = new ProcessStartInfo("bash", [Script(), .. words.Split(' ')]) { RedirectStandardError = true };
            start.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
            using var run = Process.Start(start)!;
            var said = await run.StandardError.ReadToEndAsync();
            await run.WaitForExitAsync();

            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith($"run.sh: {why}", said, StringComparison.Ordinal);
            Assert.DoesNotContain("called", said, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<Work> Checked(string part)
    {
        var settings = new Settings { Work = "W1", Peer = part };
        return Choice.Checked([new Some("pairs", settings, Of("serial loop"), Of("PLINQ")), new Some("process-pairs", settings, Of("serial loop"), Of("PLINQ"), Of("dask"))], settings);
    }

    private static Peer Of(string name) => new(name, Nothing);

    private static Task<Sample> Nothing() => Task.FromResult(new Sample([]));

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "benchmarks", "run.sh");
    }

    private sealed class Some(string name, Settings settings, params Peer[] peers) : Work(name, name, settings)
    {
        public override string Summary => "";

        public override IReadOnlyList<Peer> Peers => peers;

        protected override IReadOnlyList<string> Baselines => ["serial loop"];

        public override Table Table(Results results) => new();

        public override IEnumerable<Reach> Reaches(Results results) => [];
    }
}
