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
    [InlineData("{\"a b\": 1}", 4, "'a b' is not a name that C# allows")]
    public async Task What_does_not_fit_is_told(string state, int code, string message)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("[1,2]\n", "-i", "jsonl", ScaleHere, "--state", scratch.File("state.json", state));

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
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
