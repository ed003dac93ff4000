using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class FunctionSpecs
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "ActorMap.Node.Tests.dll");

    [Theory]
    [InlineData("Scale", "a,b\n1,2\n", "300\n", "--set", "constant=100")]
    [InlineData("Scale", "B,A\n1,2\n", "37\n", "--set", "constant=10", "--set", "offset=7")]
    [InlineData("Waits", "text\nabc\n", "ABC\n")]
    [InlineData("Batches", "n\n50\n25\n", "2\n4\n")]
    [InlineData("Methods.Sum", "a,b\n1,2\n", "3\n")]
    [InlineData("Methods.Times", "value\n7\n", "21\n", "--set", "factor=3")]
    [InlineData("Methods.Later", "text\nabc\n", "abc!\n")]
    public async Task A_library_gives_function_objects_and_static_methods(string member, string csv, string expected, params string[] more)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync([$"{Library}#ActorMap.Node.Tests.Support.{member}", scratch.File("in.csv", csv), .. more]);

        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_batch_that_fails_names_the_item()
    {
        var result = await Tool.MapInputAsync("50\n25\n0\n20\n", $"{Library}#ActorMap.Node.Tests.Support.Batches", "--on-error", "skip");

        Assert.Equal((1, "2\n4\n5\n"), (result.ExitCode, result.Output));
        Assert.Contains("item 2 (stdin:3) failed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_file_with_a_static_method_takes_a_record_declared_beside_it()
    {
        using var scratch = new Scratch();
        scratch.File("types.cs", "public record Order(string Sku, int Count, double Price);");
        scratch.File("total.cs", "static class Totals { static double Map(Order order, double rate) => order.Count * order.Price * rate; }");
        scratch.File("in.jsonl", "{\"sku\":\"x\",\"count\":2,\"price\":1.5}\n");
        var result = await Tool.BashAsync("\"$actormap\" map total.cs --using types.cs --set rate=2 in.jsonl", scratch.Folder);

        Assert.Equal((0, "6\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_lambda_takes_and_gives_types_that_are_not_public()
    {
        using var scratch = new Scratch();
        var types = scratch.File("types.cs", "record Point(int X);\nenum Side { Left, Right }\n");
        var result = await Tool.MapInputAsync("{\"X\":1}\n", "-i", "jsonl", "--using", types, "-e", "(Point p) => new Point(p.X + 1)");
        var apart = await Tool.MapInputAsync("{\"p\":{\"X\":1},\"side\":\"Right\"}\n", "-i", "jsonl", "--processes", "-j", "1", "--using", types, "-e", "(Point p, Side side) => (p, side)");

        Assert.Equal((0, "{\"X\":2}\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal((0, "[{\"X\":1},\"Right\"]\n", ""), (apart.ExitCode, apart.Output, apart.Error));
    }

    [Theory]
    [InlineData("static long Map(long x, long k) => x * k;")]
    [InlineData("long Map(long x, long k) => Twice(x) * k / 2;\nstatic long Twice(long x) => x * 2;\n")]
    public async Task A_function_outside_of_any_class_is_a_function(string text)
    {
        using var scratch = new Scratch();
        var file = scratch.File("times.cs", text);
        var result = await Tool.MapInputAsync("1\n2\n3\n", file, "--set", "k=7");

        Assert.Equal((0, "7\n14\n21\n", ""), (result.ExitCode, result.Output, result.Error));

        result = await Tool.MapInputAsync("3\n", file + "#Program.Map", "--set", "k=7");
        Assert.Equal((0, "21\n", ""), (result.ExitCode, result.Output, result.Error));

        result = await Tool.MapInputAsync("1\n", file, "--set", "q=7");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Program.Map does not know that name; it knows x, k.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_outside_of_any_class_steps_back_for_one_in_a_class()
    {
        using var scratch = new Scratch();
        var file = scratch.File("both.cs", "static long Map(long x) => x * 2;\npublic static class Thrice { public static long Map(long x) => x * 3; }\n");
        var result = await Tool.MapInputAsync("5\n", file);

        Assert.Equal((0, "15\n", ""), (result.ExitCode, result.Output, result.Error));

        result = await Tool.MapInputAsync("5\n", file + "#Program.Map");
        Assert.Equal((0, "10\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_failure_in_a_source_file_names_the_users_line()
    {
        using var scratch = new Scratch();
        var file = scratch.File("score.cs", "public static class Score\n{\n    public static int Map(string s) =>\n        int.Parse(s.Substring(9));\n}\n");
        var result = await Tool.MapInputAsync("abc\n", file);

        Assert.Equal(6, result.ExitCode);
        Assert.Contains($"\n  at Score.Map(String s) in {file}:line 4\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scale", "Scale needs constant of type int. Give it: --set constant=VALUE.")]
    [InlineData("Scale", "--set q: Scale does not know that name; it knows constant, offset.", "--set", "q=1")]
    [InlineData("Scale", "--set constant: 'x' is not int.", "--set", "constant=x")]
    [InlineData("Methods.Nothing", "returns nothing; a map needs a value for each record")]
    [InlineData("Methods.Nowhere", "has no static method Nowhere. It has Sum, Times, Later, Nothing.")]
    [InlineData("Scale.Invoke", "has no static method Invoke. It is a function itself: '")]
    [InlineData("Name.Of", "has no static method Of. It has no public one.")]
    [InlineData("Missing", "has no type ActorMap.Node.Tests.Support.Missing. Its functions are ")]
    [InlineData("Holds", "can't be copied")]
    public async Task A_function_that_can_t_be_used_is_told_with_exit_3(string member, string message, params string[] more)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync([$"{Library}#ActorMap.Node.Tests.Support.{member}", scratch.File("in.csv", "a,b\n1,2\n"), .. more]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("static int Map(ReadOnlySpan<char> x) => x.Length;", "Program.Map takes x as ReadOnlySpan<char>, a ref struct, which no record can be; take a value: ")]
    [InlineData("static int Map(ref int x) => x;", "Program.Map takes x as a reference (ref, out or in), which no record can be; ")]
    [InlineData("static bool Map(int x, out int y) { y = x; return true; }", "Program.Map takes y as a reference (ref, out or in), ")]
    [InlineData("static int Map(int x, in int k) => x + k;", "Program.Map takes k as a reference (ref, out or in), ", "--set", "k=1")]
    [InlineData("static unsafe int Map(int x, int* k) => x;", "Program.Map takes k as a pointer, ")]
    [InlineData("static unsafe int Map(delegate*<int, int> x) => 1;", "Program.Map takes x as a pointer, ")]
    [InlineData("static Span<char> Map(string x) => x.ToCharArray();", "Program.Map returns Span<char>, a ref struct, which can't leave it; return a value: ")]
    [InlineData("class F(ReadOnlySpan<char> k) : IMapFunction<int, int> { int k = k.Length; public int Invoke(int x, MapContext context) => k; }", "F takes k as ReadOnlySpan<char>, a ref struct, ", "--set", "k=1")]
    [InlineData("class F(in int k) : IMapFunction<int, int> { int k = k; public int Invoke(int x, MapContext context) => k; }", "F takes k as a reference (ref, out or in), ")]
    public async Task What_is_no_value_is_no_parameter_and_no_result(string text, string message, params string[] more)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("1\n", [scratch.File("f.cs", text), .. more]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_constant_of_a_method_may_be_null()
    {
        using var scratch = new Scratch();
        var file = scratch.File("f.cs", "static int Map(int x, int? k) => k ?? x * 2;");
        var (none, one) = (await Tool.MapInputAsync("3\n", file, "--set", "k=null"), await Tool.MapInputAsync("3\n", file, "--set", "k=1"));

        Assert.Equal((0, "6\n", ""), (none.ExitCode, none.Output, none.Error));
        Assert.Equal((0, "1\n", ""), (one.ExitCode, one.Output, one.Error));
    }

    [Theory]
    [InlineData("/nowhere.cs", "there is no function file /nowhere.cs")]
    [InlineData("/nowhere.dll#A", "there is no library /nowhere.dll")]
    public async Task A_function_that_is_not_there_is_told_with_exit_3(string function, string message)
    {
        var result = await Tool.MapInputAsync("", function);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class A { }", "has no function: no class that implements")]
    [InlineData("var k = 3;\nlong Map(long x) => x * k;", "score.cs uses variables that stand around it")]
    [InlineData("var k = 3;\nFunc<long, long> f = Map;\nlong Map(long x) => x * k;", "score.cs uses variables that stand around it")]
    [InlineData("class A { static int Map(string s) => 1; } class B { static int Map(string s) => 1; }", "has several functions: A.Map, B.Map. Say which one:")]
    [InlineData("class A { static int Map(string s) => 1; static int Map(int s) => 1; }", "A.Map in ", "score.cs has 2 overloads; which one is meant can't be told. Give one a name of its own.")]
    [InlineData("class A\n{\n    static int Map(string s) => s.Lenght;\n}", "score.cs:3:35: error CS1061")]
    public async Task A_source_file_that_has_no_one_function_is_told_with_exit_3(string text, params string[] messages)
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("", scratch.File("score.cs", text));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.All(messages, message => Assert.Contains(message, result.Error, StringComparison.Ordinal));
    }
}
