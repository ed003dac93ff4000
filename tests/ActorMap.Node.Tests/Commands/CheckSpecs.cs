using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class CheckSpecs
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "ActorMap.Node.Tests.dll");

    [Fact]
    public async Task A_function_object_is_described_with_its_state_and_tried_twice()
    {
        using var scratch = new Scratch();
        var file = scratch.File("score.cs",
            """
            public sealed class Score(int factor, string unit = "m") : IMapFunction<(int A, int B), string>
            {
                private readonly List<long> _table = [.. Enumerable.Range(0, 1000).Select(i => (long)i)];

                public string Invoke((int A, int B) pair, MapContext context) => $"{_table[pair.A + pair.B] * factor}{unit}";
            }
            """);
        var result = await Tool.RunAsync(null, "check", file, scratch.File("in.csv", "b,a\n1,2\n"), "--set", "factor=100");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Score, a function object (IMapFunction)\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("takes     (int, int) A, B\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("gives     string, written as a plain line\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("binds     to the columns b, a: A takes a, B takes b\n", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"factor +int +4 bytes\n", result.Output);
        Assert.Matches(@"unit +string +shared: nothing can change it\n", result.Output);
        Assert.Matches(@"_table +List<long> +[89],\d{3} bytes, copied\n", result.Output);
        Assert.Matches(@"in\.csv:2: b = 1, a = 2\n +gave 300m, and the same by another copy\n", result.Output);
    }

    [Theory]
    [InlineData("an asynchronous function object (IAsyncMapFunction)", "Waits")]
    [InlineData("a batch function object (IBatchMapFunction)", "Batches")]
    [InlineData("a static method", "Methods.Sum")]
    [InlineData("an asynchronous static method", "Methods.Later")]
    public async Task Every_form_of_a_library_s_function_has_its_kind(string kind, string member)
    {
        var result = await Tool.RunAsync(null, "check", $"{Library}#ActorMap.Node.Tests.Support.{member}", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(kind, report.RootElement.GetProperty("kind").GetString());
        Assert.True(report.RootElement.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("6", "(long x) => x * 7", "42")]
    [InlineData("{\"x\":6}", "x => x.GetProperty(\"x\").GetInt32() * 7", "42")]
    [InlineData("6,7", "(int a, int b) => a * b", "42")]
    [InlineData("{\"b\":7,\"a\":6}", "(int a, int b) => a * b", "42")]
    [InlineData("a\tb\n6\t7", "(int a, int b) => a * b", "42", "-i", "tsv")]
    [InlineData("abc", "s => s.Length * k", "300", "--set", "k=100")]
    public async Task A_sample_goes_through_a_lambda(string sample, string lambda, string expected, params string[] more)
    {
        var result = await Tool.RunAsync(null, ["check", "-e", lambda, "--sample", sample, "--json", .. more]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var report = JsonDocument.Parse(result.Output);
        var tried = report.RootElement.GetProperty("sample");
        Assert.Equal((expected, true), (tried.GetProperty("output").GetString(), tried.GetProperty("same").GetBoolean()));
    }

    [Fact]
    public async Task Several_parameters_take_properties_or_an_array_s_elements_and_no_state_has_no_bytes()
    {
        string[] words = ["check", "-e", "(int a, int b) => a * b", "--sample", "[6,7]"];
        var (text, json) = (await Tool.RunAsync(null, words), await Tool.RunAsync(null, [.. words, "--json"]));

        Assert.Contains("\nbinds     a, b: to the properties of these names, or to the elements of an array\nstate     none.\n", text.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.Output);
        Assert.Equal(0, report.RootElement.GetProperty("state").GetProperty("bytes").GetInt32());
    }

    [Fact]
    public async Task A_sample_has_the_columns_of_the_input()
    {
        using var scratch = new Scratch();
        var result = await Tool.RunAsync(null, "check", "-e", "(int a, int b) => a - b", scratch.File("in.csv", "b,a\n1,2\n"), "--sample", "10,30", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("\"output\":\"20\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_depends_on_more_than_the_item_shows_between_two_copies()
    {
        using var scratch = new Scratch();
        var file = scratch.File("odd.cs", "static class Odd { static int s_calls; static int Map(string item) => ++s_calls; }");
        var result = await Tool.RunAsync(null, "check", file, "--sample", "x");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("gave 1, and by another copy 2: what it gives depends on more than the item\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_that_fails_names_the_line_and_is_no_fault_of_the_function_s_form()
    {
        using var scratch = new Scratch();
        var file = scratch.File("half.cs", "static class Half\n{\n    static int Map(string item) =>\n        int.Parse(item) / 2;\n}\n");
        var result = await Tool.RunAsync(null, "check", file, "--sample", "x");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("failed: System.FormatException: ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"at Half.Map(String item) in {file}:line 4\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_that_can_t_be_copied_is_told_with_its_path_type_and_cure()
    {
        var result = await Tool.RunAsync(null, "check", $"{Library}#ActorMap.Node.Tests.Support.Holds", "--sample", "x");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("state     can't be copied: Holds._reader: StreamReader ", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"_reader +StreamReader +can't be copied\n", result.Output);
        Assert.Contains("build it in each worker", result.Error, StringComparison.Ordinal);

        var json = await Tool.RunAsync(null, "check", $"{Library}#ActorMap.Node.Tests.Support.Holds", "--json");
        using var report = JsonDocument.Parse(json.Output);
        Assert.Equal(3, json.ExitCode);
        Assert.Equal(("Holds._reader", "System.IO.StreamReader"),
            (report.RootElement.GetProperty("state").GetProperty("refusedPath").GetString(), report.RootElement.GetProperty("state").GetProperty("refusedType").GetString()));
    }

    [Theory]
    [InlineData("'x' is not a long", "-e", "(long x) => x", "--sample", "x")]
    [InlineData("there is no column c; the input has a, b", "-e", "(int a, int c) => a", "-i", "csv", "--sample", "a,b\n1,2")]
    [InlineData("error CS1061", "-e", "s => s.Lenght")]
    [InlineData("--set q: the expression does not know that name", "-e", "s => s", "--set", "q=1")]
    public async Task What_does_not_compile_or_bind_is_told_with_exit_3(string message, params string[] arguments)
    {
        var result = await Tool.RunAsync(null, ["check", .. arguments]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_function_is_answered_with_one_that_works()
    {
        using var scratch = new Scratch();
        var result = await Tool.RunAsync(null, "check", scratch.File("wrong.cs", "public class Wrong { public int Call(string s) => s.Length; }"));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        var lines = result.Error.Split('\n').SkipWhile(line => !line.StartsWith("    using", StringComparison.Ordinal)).TakeWhile(line => line.Length == 0 || line[0] == ' ');
        var right = await Tool.MapInputAsync("abc\n", scratch.File("right.cs", string.Join('\n', lines)), "--set", "factor=3");
        Assert.Equal((0, "9\n", ""), (right.ExitCode, right.Output, right.Error));
    }

    [Theory]
    [InlineData("'x' is no function", "check", "x")]
    [InlineData("--journal is an option of map and means nothing to check. See actormap check --help", "check", "-e", "s => s", "--journal", "j")]
    [InlineData("@pi is none", "check", "@pi")]
    [InlineData("See actormap check --help", "check", "-e", "s => s", "--frob")]
    public async Task Wrong_usage_is_told_with_exit_2(string message, params string[] arguments)
    {
        var result = await Tool.RunAsync(null, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
