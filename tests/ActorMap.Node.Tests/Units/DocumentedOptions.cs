using System.CommandLine;
using System.Text.RegularExpressions;
using ActorMap.Node.Arguments;
using ActorMap.Node.Nodes;
using ActorMap.Node.Shell;
using ActorMap.Node.Status;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>docs/cli.md and the help name the options that there are, and no others.</summary>
public sealed partial class DocumentedOptions
{
    private const string NodePart = "## `actormap node`", StatusPart = "## `actormap status`", Rest = "## Exit codes";

    private static readonly string Page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "cli.md"));

    [Fact]
    public void Options_of_node_are_on_its_page_and_in_its_help()
    {
        AssertNamed(new NodeOptionSet().All, Part(NodePart, StatusPart));
        AssertNamed(new NodeOptionSet().All, Help.Node);
        AssertReal(Help.Node, new NodeOptionSet().All);
    }

    [Fact]
    public void Options_of_status_are_on_its_page_and_in_its_help()
    {
        AssertNamed(new StatusOptionSet().All, Part(StatusPart, Rest));
        AssertNamed(new StatusOptionSet().All, Help.Status);
        AssertReal(Help.Status, new StatusOptionSet().All);
        AssertReal(Part(StatusPart, Rest), new StatusOptionSet().All);
    }

    [Fact]
    public void Options_of_map_are_on_its_page_or_in_its_help()
    {
        AssertNamed(new MapOptionSet().All, Help.Map + Page.Replace(Part(NodePart, Rest), "", StringComparison.Ordinal));
        AssertReal(Help.Map, new MapOptionSet().All);
    }

    [Fact]
    public void No_page_names_an_option_that_no_command_has() =>
        AssertReal(Page + Help.Usage + Help.Tool, [.. new MapOptionSet().All, .. new NodeOptionSet().All, .. new StatusOptionSet().All]);

    private static void AssertNamed(Option[] options, string text)
    {
        var words = Words(text);
        Assert.Empty(options.Where(option => !words.Contains(option.Name) && !option.Aliases.Any(words.Contains)).Select(option => option.Name));
    }

    private static void AssertReal(string text, Option[] options)
    {
        HashSet<string> real = ["--help", "--version", .. options.SelectMany(option => option.Aliases.Append(option.Name))];
        Assert.DoesNotContain(Words(text), word => word.StartsWith("--", StringComparison.Ordinal) && !real.Contains(word));
    }

    private static string Part(string from, string to)
    {
        var start = Page.IndexOf(from, StringComparison.Ordinal);
        var end = Page.IndexOf(to, start, StringComparison.Ordinal);
        return Page[start..end];
    }

    private static HashSet<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("(?<![-\\w])(--[a-z][-a-z]*[a-z]|-[a-zA-Z0-9])(?![-\\w])")]
    private static partial Regex Word();
}
