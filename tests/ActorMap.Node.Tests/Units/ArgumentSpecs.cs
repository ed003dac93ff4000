using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Results;
using ActorMap.Node.Shell;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class ArgumentSpecs
{
    [Fact]
    public void Words_after_the_function_are_inputs()
    {
        var request = MapArguments.Parse(["score.cs#B", "a.csv", "-", "-uq", "-j50%", "--set", "k=1", "--set", "n=@x"]);

        Assert.Equal(new FunctionSource.SourceFile("score.cs", "B"), request.Function);
        Assert.Equal(["a.csv", "-"], request.Inputs);
        Assert.True(request.Unordered && request.Quiet);
        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), ((WorkPlace.Here)request.Place).Workers);
        Assert.Equal([1, "@x"], request.Settings.Select(one => one.Literal()));
    }

    [Fact]
    public void A_constant_is_the_plainest_value_that_its_text_is()
    {
        Assert.Equal([1, 2], Assert.IsType<int[]>(Setting.Parse("k=[1,2]").Literal()));
        Assert.Equal(18446744073709551615UL, Setting.Parse("k=18446744073709551615").Literal());
        Assert.Equal(2.5, Assert.IsType<Dictionary<string, double>>(Setting.Parse("k={\"a\":2.5}").Literal())["a"]);
        Assert.Equal(["[INFO]", "{x}", "[1"], ((string[])["[INFO]", "{x}", "[1"]).Select(text => new Setting("k", text).Literal()));
        Assert.Equal(["01234", "true", "[1]"], ((string[])["01234", "true", "[1]"]).Select(text => new Setting("k", text) { IsText = true }.Literal()));
        Assert.Equal(double.PositiveInfinity, Setting.Parse("k=Infinity").Literal());
    }

    [Fact]
    public void A_constant_that_is_too_large_is_no_infinity()
    {
        var error = Assert.Throws<CommandException>(() => Setting.Parse("k=1e400").Literal());

        Assert.Equal((3, "--set k: '1e400' is too large for a double; it would be infinite."), (error.ExitCode, error.Message));
        Assert.Equal("[1,1e400]", Assert.IsType<JsonElement>(Setting.Parse("k=[1,1e400]").Literal()).GetRawText());
    }

    [Fact]
    public void A_constructor_takes_a_null_where_it_may_and_a_JSON_string_as_a_string()
    {
        Assert.Null(SettingValue.As(Setting.Parse("k=null"), typeof(int?)));
        Assert.Equal("null", SettingValue.As(Setting.Parse("k=null"), typeof(string)));
        Assert.Equal(JsonValueKind.String, Assert.IsType<JsonElement>(SettingValue.As(new Setting("k", "true") { IsText = true }, typeof(JsonElement))).ValueKind);
    }

    [Theory]
    [InlineData("99999999999", "from 0 to 2,147,483,647")]
    [InlineData("99999999999999999999", "from 0 to 2,147,483,647")]
    [InlineData("-1", "of at least 0")]
    [InlineData("many", "of at least 0")]
    public void A_number_that_is_too_large_is_told_with_the_most_that_it_may_be(string text, string bounds) =>
        Assert.Equal($"--retries: '{text}' is not a whole number {bounds}.", Assert.Throws<CommandException>(() => OptionText.Whole("--retries", text, 0)).Message);

    [Theory]
    [InlineData("0%")]
    [InlineData("-5%")]
    [InlineData("%")]
    [InlineData("half%")]
    [InlineData("100001%")]
    public void A_share_of_the_cores_is_told_as_it_was_written(string text) =>
        Assert.Equal($"-j: '{text}' is no share of the cores from 1% to 100,000%.", Assert.Throws<CommandException>(() => OptionText.Workers(text)).Message);

    [Fact]
    public void A_halt_rule_bears_failures_unless_told_otherwise()
    {
        Assert.Equal(FailurePolicy.Stop, MapArguments.Parse(["-e", "x => x"]).OnError);
        Assert.Equal(FailurePolicy.Skip, MapArguments.Parse(["-e", "x => x", "--halt", "now,fail=3"]).OnError);
        Assert.Equal(FailurePolicy.Skip, MapArguments.Parse(["-e", "x => x", "--halt", "never"]).OnError);
        Assert.Equal(FailurePolicy.Skip, MapArguments.Parse(["-e", "x => x", "--halt", "0"]).OnError);
        Assert.Equal(FailurePolicy.Stop, MapArguments.Parse(["-e", "x => x", "--halt", "never", "--on-error", "stop"]).OnError);
    }

    [Theory]
    [InlineData("never", 1000, 1000, false)]
    [InlineData("now,fail=3", 3, 2, false)]
    [InlineData("soon,fail=3", 3, 3, true)]
    [InlineData("now,fail=5%", 99, 99, false)]
    [InlineData("now,fail=5%", 100, 5, false)]
    [InlineData("now,fail=5%", 100, 6, true)]
    [InlineData("now,success=1", 5, 5, false)]
    [InlineData("now,success=1", 6, 5, true)]
    [InlineData("soon,done=10", 10, 3, true)]
    [InlineData("now,done=50%", 99, 0, false)]
    [InlineData("now,done=50%", 100, 0, true)]
    [InlineData("now,success=50%", 100, 1, false)]
    [InlineData("now,fail=29%", 100, 29, false)]
    [InlineData("now,fail=0.1%", 1000, 1, false)]
    [InlineData("now,fail=0.1%", 1000, 2, true)]
    [InlineData("now,done=7%", 13, 0, false)]
    [InlineData("now,done=7%", 14, 0, true)]
    public void A_halt_rule_is_reached(string rule, long done, long failed, bool reached)
    {
        Assert.Equal(reached, HaltRule.Parse(rule).IsReached(done, failed, total: 200));
        Assert.Equal(rule, HaltRule.Parse(rule).ToString());
    }

    [Theory]
    [InlineData("0", "never")]
    [InlineData("1", "soon,fail=1")]
    [InlineData("2", "now,fail=1")]
    public void The_numbers_of_GNU_parallel_are_rules(string number, string rule) => Assert.Equal(rule, HaltRule.Parse(number).ToString());

    [Theory]
    [InlineData("now")]
    [InlineData("now,fail=0")]
    [InlineData("now,fail=100%")]
    [InlineData("later,fail=1")]
    [InlineData("now,never=1")]
    [InlineData("soon,done=-1")]
    [InlineData("3")]
    public void What_is_no_halt_rule_is_refused(string rule) => Assert.Contains("is no rule", Assert.Throws<CommandException>(() => HaltRule.Parse(rule)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_share_of_all_needs_the_number_of_all()
    {
        Assert.Contains("--total N", Assert.Throws<CommandException>(() => MapArguments.Parse(["-e", "x => x", "--halt", "now,done=10%"])).Message, StringComparison.Ordinal);
        Assert.Equal(HaltOn.Done, MapArguments.Parse(["-e", "x => x", "--halt", "now,done=10%", "--total", "50"]).Halt.On);
    }

    [Theory]
    [InlineData("--tag=5", "--tag")]
    [InlineData("--dry-run:yes", "--dry-run")]
    [InlineData("-u=1", "-u")]
    public void A_flag_takes_no_value(string word, string flag)
    {
        var error = Assert.Throws<CommandException>(() => MapArguments.Parse(["-e", "x => x", word]));

        Assert.Equal((2, $"{flag} takes no value, and '{word}' gives it one. See actormap map --help."), (error.ExitCode, error.Message));
        Assert.Contains("--json takes no value", Assert.Throws<CommandException>(() => CommandLine.Parse("version", ["--json=1"], [MapOptionSet.Flag("--json")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tagged_results_are_no_table()
    {
        var error = Assert.Throws<CommandException>(() => MapArguments.Parse(["-e", "x => x", "--tag", "--out-format", "csv"]));

        Assert.Equal(2, error.ExitCode);
        Assert.StartsWith("--tag writes a JSON object a line, and --out-format csv a table: give one of them.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5m", 90_000)]
    [InlineData("2", 2_000)]
    public void A_duration_has_a_unit(string text, int milliseconds) => Assert.Equal(milliseconds, OptionText.Duration("--timeout", text).TotalMilliseconds);

    [Theory]
    [InlineData("5 apples")]
    [InlineData("-1s")]
    [InlineData("0s")]
    public void What_is_no_duration_is_refused(string text) => Assert.Equal(2, Assert.Throws<CommandException>(() => OptionText.Duration("--timeout", text)).ExitCode);

    [Fact]
    public void A_word_is_quoted_as_a_shell_needs_it() => Assert.Equal("'x => '\\''y'\\'''", Quoting.Word("x => 'y'"));

    [Fact]
    public void An_encoding_buffer_keeps_what_was_taken_when_it_moves_on()
    {
        var buffer = new EncodingBuffer();
        var taken = new List<(byte Value, Encoded Encoded)>();
        for (var i = 0; i < 5000; i++)
        {
            var value = (byte)i;
            for (var n = 0; n <= i % 37; n++) buffer.Write(value);
            if (i % 3 == 0) buffer.Discard();
            else taken.Add((value, buffer.Take()));
        }

        Assert.All(taken, one => Assert.Equal(-1, one.Encoded.Bytes.IndexOfAnyExcept(one.Value)));
        Assert.All(taken, one => Assert.InRange(one.Encoded.Length, 1, 37));
    }
}
