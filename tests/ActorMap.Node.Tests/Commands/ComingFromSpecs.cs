using System.Text.RegularExpressions;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>docs/coming-from.md: its commands run, and print what they are said to.</summary>
public sealed partial class ComingFromSpecs
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "coming-from.md"));

    public static TheoryData<string, string?> Commands()
    {
        var commands = new TheoryData<string, string?>();
        foreach (Match inline in Inline().Matches(Prose())) commands.Add(inline.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), null);
        foreach (Match block in Block().Matches(Page))
        {
            foreach (var line in block.Groups[1].Value.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
            {
                var parts = line.Split("# → ");
                commands.Add(parts[0].TrimEnd(), parts.Length > 1 ? parts[1].Trim() : null);
            }
        }

        return commands;
    }

    [Fact]
    public void There_are_commands_on_the_page() => Assert.InRange(Commands().Count, 12, 100);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_the_page_does_as_it_says(string command, string? prints)
    {
        using var scratch = new Scratch();
        scratch.File("numbers.txt", "10\n20\n30\n");
        scratch.File("words.txt", "alfa\nbravo\nfox\n");
        scratch.File("pairs.csv", "a,b\n1,2\n3,4\n5,6\n");
        scratch.File("scale.cs", "class Scale(int k) : IMapFunction<int, int> { public int Invoke(int x, MapContext context) => x * k; }");

        var result = await Tool.BashAsync($"set -o pipefail; actormap() {{ \"$actormap\" \"$@\"; }}; {command}", scratch.Folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        if (prints is not null) Assert.Equal(prints, string.Join(' ', result.Lines));
    }

    private static string Prose() => Block().Replace(Page, "");

    [GeneratedRegex("`(actormap map (?:[^`]*) [^`]*)`")]
    private static partial Regex Inline();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
