using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using ActorMap.Node.Arguments;
using ActorMap.Node.Benching;
using ActorMap.Node.Completing;
using ActorMap.Node.Shell;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>The defaults that docs/cli.md and the help tell are those of a command line that says nothing.</summary>
public sealed partial class DocumentedDefaults
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "cli.md"));

    public static TheoryData<string, string> Told
    {
        get
        {
            var start = Page.IndexOf("## Defaults of `map`", StringComparison.Ordinal);
            var part = Page[start..Page.IndexOf("\n## ", start, StringComparison.Ordinal)];
            TheoryData<string, string> rows = [];
            foreach (Match row in Row().Matches(part)) rows.Add(row.Groups[1].Value, row.Groups[2].Value);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Told))]
    public void An_option_s_default_is_what_it_is_without_it(string option, string value) =>
        Assert.Equal(Values(MapArguments.Parse(["-e", "x => x"])), Values(MapArguments.Parse(["-e", "x => x", option, value])));

    [Fact]
    public void Of_choices_the_help_names_the_default_first()
    {
        var plain = Values(MapArguments.Parse(["-e", "x => x"]));
        var choices = CommandOptions.Valued("map").Where(option => option.Values is not []).ToArray();

        Assert.True(choices.Length >= 8);
        Assert.All(choices, option => Assert.Equal(plain, Values(MapArguments.Parse(["-e", "x => x", option.Name, option.Values[0]]))));
    }

    [Fact]
    public void A_cluster_is_waited_for_as_long_as_the_page_tells()
    {
        var nodes = Assert.IsType<WorkPlace.Nodes>(MapArguments.Parse(["-e", "x => x", "--cluster", "127.0.0.1:4053"]).Place);

        Assert.Equal((1, TimeSpan.FromSeconds(30)), (nodes.WaitWorkers, nodes.Cluster.WaitTimeout));
        Assert.Contains("(default 1), or end with 5 (default 30 s)", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Workers_are_one_a_core() =>
        Assert.Equal(new WorkPlace.Here(Environment.ProcessorCount), MapArguments.Parse(["-e", "x => x"]).Place);

    [Fact]
    public void Bench_reads_and_takes_what_its_help_and_its_page_tell()
    {
        var (request, asJson) = BenchRequest.Parse(["-e", "x => x"]);

        Assert.Equal((100_000, TimeSpan.FromSeconds(10), Environment.ProcessorCount, false), (request.MostItems, request.Time, request.MostWorkers, asJson));
        Assert.Contains("--items N (100000;", CommandHelp.Bench, StringComparison.Ordinal);
        Assert.Contains("--time D (10s;", CommandHelp.Bench, StringComparison.Ordinal);
        Assert.Contains("`--items N` (default 100000)", Page, StringComparison.Ordinal);
        Assert.Contains("`--time D` (default 10 s)", Page, StringComparison.Ordinal);
    }

    /// <summary>All that has a value: lists are new each time, and no default is told of them.</summary>
    private static string[] Values(MapRequest request) =>
        [.. typeof(MapRequest).GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(property => property.Name != "EqualityContract" && (property.PropertyType == typeof(string) || !property.PropertyType.IsAssignableTo(typeof(IEnumerable))))
            .Select(property => $"{property.Name} = {property.GetValue(request)}")];

    [GeneratedRegex(@"^\| `(-[^`]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
