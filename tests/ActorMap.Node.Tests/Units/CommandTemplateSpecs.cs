using ActorMap.Node.Programs;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class CommandTemplateSpecs
{
    [Theory]
    [InlineData("gzip -k {}", "gzip -k \"${ACTORMAP_ITEM}\"")]
    [InlineData("gzip -k", "gzip -k \"${ACTORMAP_ITEM}\"")]
    [InlineData("echo \"a {} b\"", "echo \"a ${ACTORMAP_ITEM} b\"")]
    [InlineData("echo 'a {} b'", "echo 'a '\"${ACTORMAP_ITEM}\"' b'")]
    [InlineData("echo \"$(cat {})\"", "echo \"$(cat \"${ACTORMAP_ITEM}\")\"")]
    [InlineData("echo \"`cat {}` {}\"", "echo \"`cat \"${ACTORMAP_ITEM}\"` ${ACTORMAP_ITEM}\"")]
    [InlineData("(cd {//}) && echo \"{/.}\"", "(cd \"${ACTORMAP_FOLDER}\") && echo \"${ACTORMAP_BASE_STEM}\"")]
    [InlineData("echo \\\" {}", "echo \\\" \"${ACTORMAP_ITEM}\"")]
    [InlineData("awk '{print $1}' {}", "awk '{print $1}' \"${ACTORMAP_ITEM}\"")]
    public void A_placeholder_is_a_variable_quoted_for_its_place(string command, string script) => Assert.Equal(script, new CommandTemplate(command).Script);

    [Fact]
    public void Only_what_is_used_is_given() =>
        Assert.Equal(new Dictionary<string, string?> { ["ACTORMAP_NUMBER"] = "7", ["ACTORMAP_BASE"] = "b.c" }, new CommandTemplate("echo {#} {/}").Variables("/a/b.c", 7));

    [Theory]
    [InlineData("mv {} {.}.bak", "mv 'a b.txt' 'a b'.bak")]
    [InlineData("echo \"<{}>\"", "echo \"<\"'a b.txt'\">\"")]
    public void A_line_is_shown_as_one_would_type_it(string command, string line) => Assert.Equal(line, new CommandTemplate(command).Line("a b.txt", 1));
}
