using System.Text;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary><c>--state FILE</c>: constants of any shape, of a JSON object.</summary>
public sealed class StateFileSpecs
{
    private const string Scale = "ActorMap.Node.Tests.dll#ActorMap.Node.Tests.Support.Scale";
    private static readonly string ScaleHere = Path.Combine(AppContext.BaseDirectory, Scale);

    [Theory]
    [InlineData("{\"k\": 100}", "(int x) => x * k", "200\n")]
    [InlineData("{\"w\": [1, 2, 3], \"n\": null}", "(int x) => x * w[1]", "4\n")]
    [InlineData("{\"w\": [1, 2.5]}", "(int x) => x * w[1]", "5\n")]
    [InlineData("{\"names\": [\"a\", \"b\", \"c\"]}", "(int x) => names[x]", "c\n")]
    [InlineData("{\"price\": {\"2\": 7}}", "x => price[x]", "7\n")]
    [InlineData("{\"mixed\": {\"2\": [7, \"a\"]}}", "x => mixed.GetProperty(x)[1].GetString()", "a\n")]
    [InlineData("{\"k\": \"100\"}", "(int x) => $\"{k}{x}\"", "1002\n")]
    [InlineData("{\"zip\": \"01234\", \"flag\": \"true\", \"v\": \"1e5\"}", "x => zip + flag.Length + v", "0123441e5\n")]
    [InlineData("\uFEFF{\"k\": 100}", "(int x) => x * k", "200\n")]
    [InlineData("{\"k\": {\"2\": 9007199254740993}}", "x => k[x]", "9007199254740993\n")]
    [InlineData("{\"k\": {\"2\": 9007199254740993, \"3\": 0.5}}", "x => k.GetProperty(x)", "9007199254740993\n")]
    [InlineData("{\"k\": [0.5, 1, 9007199254740993]}", "(int x) => k[x]", "9007199254740993\n")]
    [InlineData("{\"k\": [0.5, 1, 9007199254740992, 1e300]}", "(int x) => k[x] is double", "true\n")]
    [InlineData("{\"k\": 18446744073709551615}", "x => k", "18446744073709551615\n")]
    public async Task A_lambda_takes_what_the_file_has(string state, string lambda, string output)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("2\n", "-e", lambda, "--state", scratch.File("state.json", state));

        Assert.Equal((0, output, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_constructor_takes_it_as_well_and_set_goes_before_it_also_in_processes()
    {
        using var scratch = new Scratch();
        var state = scratch.File("state.json", "{\"constant\": 10, \"offset\": 5}");
        var plain = await Tool.MapInputAsync("[1,2]\n", "-i", "jsonl", ScaleHere, "--state", state);
        var set = await Tool.MapInputAsync("[1,2]\n", "-i", "jsonl", ScaleHere, "--state", state, "--set", "constant=100", "--processes", "-j", "1");

        Assert.Equal((0, "35\n", ""), (plain.ExitCode, plain.Output, plain.Error));
        Assert.Equal((0, "305\n", ""), (set.ExitCode, set.Output, set.Error));
    }

    [Theory]
    [InlineData("{\"konstant\": 1}", 3, "--state: konstant: Scale does not know that name; it knows constant, offset.")]
    [InlineData("{\"constant\": \"x\"}", 3, "--state: constant: 'x' is not int.")]
    [InlineData("[1]", 4, "is no JSON object")]
    [InlineData("{", 4, "is not JSON")]
    [InlineData("{\"constant\": 1, \"constant\": 2}", 4, "'constant' is there more than once; give it once.")]
    [InlineData("{\"constant\": null, \"constant\": 2}", 4, "'constant' is there more than once; give it once.")]
    [InlineData("{\"constant\": \"\\ud800\"}", 4, "has a string that is no text: half a pair of surrogates")]
    [InlineData("{\"\\ud800\": 1}", 4, "has a string that is no text: half a pair of surrogates")]
    [InlineData("{\"a b\": 1}", 4, "'a b' is not a name that C# allows")]
    public async Task What_does_not_fit_is_told(string state, int code, string message)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("[1,2]\n", "-i", "jsonl", ScaleHere, "--state", scratch.File("state.json", state));

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_may_be_UTF_16_with_its_mark_and_what_is_no_UTF_8_is_told()
    {
        using var scratch = new Scratch();
        var wide = await Tool.MapInputAsync("2\n", "-e", "x => k + x", "--state", scratch.File("wide.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{\"k\": \"ä\"}")]));
        var broken = await Tool.MapInputAsync("2\n", "-e", "x => k + x", "--state", scratch.File("broken.json", [.. "{\"k\": \""u8, 0xff, .. "\"}"u8]));
        var half = await Tool.MapInputAsync("2\n", "-e", "x => k[0] + x", "--state", scratch.File("half.json", "{\"k\": [\"\\ud800\"]}"));

        Assert.Equal((0, "ä2\n", ""), (wide.ExitCode, wide.Output, wide.Error));
        Assert.Equal((4, ""), (broken.ExitCode, broken.Output));
        Assert.EndsWith("broken.json is not JSON: it has bytes that are no UTF-8.\n", broken.Error, StringComparison.Ordinal);
        Assert.Equal((3, "actormap: --state: k: '[\"\\ud800\"]' has a string that is no text: half a pair of surrogates, such as \\ud800 alone.\n"), (half.ExitCode, half.Error));
    }

    [Fact]
    public async Task A_byte_of_another_encoding_goes_through_as_it_does_in_an_input()
    {
        using var scratch = new Scratch();
        var state = scratch.File("state.json", "{\"one\": \"\\udcff\", \"more\": [\"\\udcff\"]}");
        var lambda = await Tool.MapInputAsync("2\n", "-e", "x => one == \"\\udcff\" && more[0] == one", "--state", state);
        var file = await Tool.MapInputAsync("2\n", scratch.File("f.cs", "static bool Map(string x, string one, string[] more) => one == \"\\udcff\" && more[0] == one;"), "--state", state);

        Assert.Equal((0, "true\n", ""), (lambda.ExitCode, lambda.Output, lambda.Error));
        Assert.Equal((0, "true\n", ""), (file.ExitCode, file.Output, file.Error));
    }

    [Fact]
    public async Task A_journal_is_of_its_state_file()
    {
        using var scratch = new Scratch();
        var state = scratch.File("state.json", "{\"k\": 1}");
        string[] words = ["-e", "(int x) => x * k", "--state", state, "-o", scratch.Path("out.txt"), "--journal", scratch.Path("j"), "--resume"];
        var first = await Tool.MapInputAsync("2\n", words);
        File.WriteAllText(state, "{\"k\": 2}");
        var other = await Tool.MapInputAsync("2\n", words);

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(4, other.ExitCode);
        Assert.Contains("constants (--state)", other.Error, StringComparison.Ordinal);
    }
}
