using System.CommandLine;
using System.Text.RegularExpressions;
using ActorMap.Node.Completing;
using ActorMap.Node.Shell;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>docs/cli.md and the help name the options that there are, and no others.</summary>
public sealed partial class DocumentedOptions
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "cli.md"));

    public static TheoryData<string> Commands => [.. ToolCommand.Names];

    public static TheoryData<string> CommandsBesidesMap => [.. ToolCommand.Names.Where(name => name != "map")];

    [Theory]
    [MemberData(nameof(CommandsBesidesMap))]
    public void Options_of_a_command_are_on_its_page_and_in_its_help(string command)
    {
        AssertNamed(CommandOptions.Of(command), Part(command));
        AssertNamed(CommandOptions.Of(command), HelpOf(command));
    }

    [Fact]
    public void Options_of_map_are_on_the_page_and_in_its_help()
    {
        AssertNamed(CommandOptions.Of("map"), Page);
        AssertNamed(CommandOptions.Of("map"), HelpOf("map"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_names_no_option_that_the_command_does_not_have(string command) => AssertReal(HelpOf(command), CommandOptions.Of(command));

    [Fact]
    public void No_page_names_an_option_that_no_command_has() =>
        AssertReal(Page + Help.Usage + Help.Tool, [.. ToolCommand.Names.SelectMany(CommandOptions.Of)]);

    /// <summary>The words of another program behind -- are not ours.</summary>
    private static string HelpOf(string command) => Others().Replace(ToolCommand.Find(command)!.Help, "");

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

    private static string Part(string command)
    {
        var start = Page.IndexOf($"## `actormap {command}`", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/cli.md has no part on {command}.");
        var end = Page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return Page[start..(end < 0 ? Page.Length : end)];
    }

    private static HashSet<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("(?<![-\\w])(--[a-z][-a-z]*[a-z]|-[a-zA-Z0-9])(?![-\\w])")]
    private static partial Regex Word();

    [GeneratedRegex(" -- .*$", RegexOptions.Multiline)]
    private static partial Regex Others();
}
