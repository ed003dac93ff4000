using System.Text;
using System.Text.RegularExpressions;
using ActorMap.Node.Tests.Support;
using ActorMap.Tests.Shared;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>docs/transcripts.md: what stands behind a prompt is run, a block in one shell, and what it says on both its outputs is what the page has.</summary>
public sealed partial class TranscriptSpecs
{
    // One of them has the SDK build a function.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private const string Marker = "----- next -----";

    private static readonly string Page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "transcripts.md"));

    public static TheoryData<string> Titles => [.. Block().Matches(Page).Select(block => block.Groups[1].Value)];

    [Fact]
    public void There_are_transcripts_on_the_page() => Assert.InRange(Titles.Count, 8, 100);

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_transcript_is_what_happens(string title)
    {
        using var scratch = new Scratch();
        Directory.CreateSymbolicLink(scratch.Path("samples"), Tool.Samples);
        var text = Block().Matches(Page).Single(block => block.Groups[1].Value == title).Groups[2].Value;
        var steps = Step().Matches(text.Replace(":4053", $":{s_port}", StringComparison.Ordinal).Replace("--port 4053", $"--port {s_port}", StringComparison.Ordinal));

        // As a program and not as a function of the shell, so that what is killed is the tool; with jobs, as a person's shell has them: else it would keep Ctrl+C from what runs behind it.
        var script = new StringBuilder("set -m; exec 2>&1; mkdir bin; printf '#!/bin/sh\\nexec \"%s\" \"$@\"' \"$actormap\" > bin/actormap; chmod +x bin/actormap; PATH=$PWD/bin:$PATH\n");
        foreach (Match step in steps) script.Append(step.Groups[1].Value).Append("\necho '").Append(Marker).Append("'\n");

        var result = await Tool.BashAsync(script.ToString(), scratch.Folder, Deadline);

        var said = result.Output.Split($"{Marker}\n");
        Assert.Equal(steps.Count + 1, said.Length);
        for (var i = 0; i < steps.Count; i++)
        {
            var expected = Regex.Escape(steps[i].Groups[2].Value).Replace("…\\n", "(?s:.*)\\n", StringComparison.Ordinal).Replace("…", ".*", StringComparison.Ordinal);
            Assert.True(Regex.IsMatch(said[i], $"\\A{expected}\\z"), $"{title}\n$ {steps[i].Groups[1].Value}\n{said[i]}");
        }
    }

    /// <summary>The same for all places of the page.</summary>
    private static readonly int s_port = FreePort.Take();

    [GeneratedRegex("## ([^\n]+)\n(?:(?!## )[^\n]*\n)*?```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^\\$ (.*(?:\n> .*)*)\n((?:(?!\\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Step();
}
