using System.Text;
using ActorMap.Node.Programs;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class AnswerLineSpecs
{
    [Fact]
    public void A_line_without_an_end_is_given_up_at_its_bound_and_any_number_of_lines_below_it_are_taken()
    {
        var lines = new AnswerLines(longest: 100_000);
        for (var i = 0; i < 1000; i++) Put(lines, $"{new string('a', 1000)}\n");
        Assert.Equal(1000, lines.Count);
        for (var i = 0; i < 100; i++) Put(lines, new string('x', 1000));
        Put(lines, "x");
        var error = Assert.Throws<ProgramException>(() => Put(lines, "x"));
        Assert.Contains("more than 100,000 bytes in one line", error.Message, StringComparison.Ordinal);
    }

    private static void Put(AnswerLines lines, string text)
    {
        Encoding.UTF8.GetBytes(text).CopyTo(lines.Room());
        lines.Filled(text.Length);
    }
}
