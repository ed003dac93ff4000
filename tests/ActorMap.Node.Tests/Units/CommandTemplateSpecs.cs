using ActorMap.Node.Programs;
using ActorMap.Node.Shell;
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

    [Theory]
    [InlineData("# 5\" disks\necho {}", "# 5\" disks\necho \"${ACTORMAP_ITEM}\"")]
    [InlineData("# don't {}\necho {}", "# don't {}\necho \"${ACTORMAP_ITEM}\"")]
    [InlineData("echo a#' {} '", "echo a#' '\"${ACTORMAP_ITEM}\"' '")]
    [InlineData("cat <<E\n5\" {} $(echo {})\nE\necho {}", "cat <<E\n5\" ${ACTORMAP_ITEM} $(echo \"${ACTORMAP_ITEM}\")\nE\necho \"${ACTORMAP_ITEM}\"")]
    [InlineData("cat <<-'E' <<F\n\tit's\n\tE\nit's\nF\necho {}", "cat <<-'E' <<F\n\tit's\n\tE\nit's\nF\necho \"${ACTORMAP_ITEM}\"")]
    [InlineData("echo $((1 << 2))\necho {}", "echo $((1 << 2))\necho \"${ACTORMAP_ITEM}\"")]
    [InlineData("echo \"$(case x in x) echo \"{}\";; (y) ;; esac) {}\"", "echo \"$(case x in x) echo \"${ACTORMAP_ITEM}\";; (y) ;; esac) ${ACTORMAP_ITEM}\"")]
    [InlineData("echo \"$(echo case) {}\"", "echo \"$(echo case) ${ACTORMAP_ITEM}\"")]
    [InlineData("gzip -k\n", "gzip -k \"${ACTORMAP_ITEM}\"")]
    public void Comments_documents_and_cases_open_no_quotes(string command, string script) => Assert.Equal(script, new CommandTemplate(command).Script);

    [Theory]
    [InlineData("wc -c # count", "ends in a comment")]
    [InlineData("cat <<E\nx\nE", "a here-document or open quotes")]
    [InlineData("cat <<'E'\n{}\nE", "whose word is quoted")]
    public void Where_no_item_can_go_is_told(string command, string message) =>
        Assert.Contains(message, Assert.Throws<CommandException>(() => new CommandTemplate(command)).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_what_is_used_is_given() =>
        Assert.Equal(new Dictionary<string, string?> { ["ACTORMAP_NUMBER"] = "7", ["ACTORMAP_BASE"] = "b.c" }, new CommandTemplate("echo {#} {/}").Variables("/a/b.c", 7));

    [Theory]
    [InlineData("mv {} {.}.bak", "mv 'a b.txt' 'a b'.bak")]
    [InlineData("echo \"<{}>\"", "echo \"<\"'a b.txt'\">\"")]
    public void A_line_is_shown_as_one_would_type_it(string command, string line) => Assert.Equal(line, new CommandTemplate(command).Line("a b.txt", 1));
}
