using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class LambdaSpecs
{
    [Theory]
    [InlineData("x => x.Length", typeof(IMapFunction<string, int>))]
    [InlineData("(long x) => x * x", typeof(IMapFunction<long, long>))]
    [InlineData("(int a, int b) => { var c = a + b; return c / 2.0; }", typeof(IMapFunction<(int, int), double>))]
    [InlineData("async x => { await Task.Yield(); return x; }", typeof(IAsyncMapFunction<string, string>))]
    [InlineData("x => Task.FromResult(1)", typeof(IAsyncMapFunction<string, int>))]
    [InlineData("x => new ValueTask<int>(1)", typeof(IAsyncMapFunction<string, int>))]
    [InlineData("x => { return ValueTask.FromResult(x); }", typeof(IAsyncMapFunction<string, string>))]
    [InlineData("(string x, MapContext context) => context.Index", typeof(IMapFunction<string, long>))]
    [InlineData("x => new { x }", typeof(IMapFunction<string, object>))]
    [InlineData("x => (Func<int>)(() => x.Length)", typeof(IMapFunction<string, Func<int>>))]
    [InlineData("x => x.Length > 1 ? x : null", typeof(IMapFunction<string, string>))]
    [InlineData("x => x.Length > 1 ? [x] : new List<string>()", typeof(IMapFunction<string, List<string>>))]
    [InlineData("(bool _, int x) => (dynamic)x", typeof(IMapFunction<(bool, int), object>))]
    [InlineData("float (int x) => 16777216 + x", typeof(IMapFunction<int, float>))]
    [InlineData("int[] (int x) => [x, 2]", typeof(IMapFunction<int, int[]>))]
    [InlineData("static long (x) => { return 1; }", typeof(IMapFunction<string, long>))]
    [InlineData("async Task<long> (int x) => await Task.FromResult(x)", typeof(IAsyncMapFunction<int, long>))]
    [InlineData("dynamic (int x) => x", typeof(IMapFunction<int, object>))]
    [InlineData("x => null", typeof(IMapFunction<string, object>))]
    [InlineData("x => x.Split(' ').Select(y => new { y }).ToList()", typeof(IMapFunction<string, object>))]
    [InlineData("(int a, int b, int c, int d, int e, int f, int g, int h, int i) => i", typeof(IMapFunction<(int, int, int, int, int, int, int, int, int), int>))]
    public void A_lambda_becomes_a_function_object_of_its_types(string text, Type expected) =>
        Assert.Equal(expected, Lambdas.Bind(LambdaCompiler.Compile(text, [], [], "string"), []).Interface);

    [Theory]
    [InlineData("x => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(x)))[..4]", "ba78")]
    [InlineData("x => x.AsParallel().Select(c => c + 1).Sum().ToString()", "297")]
    [InlineData("x => new System.Collections.Concurrent.ConcurrentBag<string> { x }.Single()", "abc")]
    [InlineData("x => $\"{new Uri(\"http://a/\" + x).AbsolutePath}{Regex.Match(x, \"b\").Index}{JsonSerializer.Serialize(x.ToHashSet())}\"", "/abc1[\"a\",\"b\",\"c\"]")]
    public void It_may_use_all_of_NET(string text, string expected)
    {
        var function = Lambdas.Bind(LambdaCompiler.Compile(text, [], [], "string"), []);

        Assert.Equal(expected, ((IMapFunction<string, string>)function.Instance).Invoke("abc", default), ignoreCase: true);
    }

    [Fact]
    public async Task A_value_task_is_waited_for()
    {
        var function = Lambdas.Bind(LambdaCompiler.Compile("(int x, CancellationToken token) => new ValueTask<int>(x + 1)", [], [], "string"), []);

        Assert.Equal(4, await ((IAsyncMapFunction<int, int>)function.Instance).InvokeAsync(3, default));
    }

    [Fact]
    public void Settings_are_its_constants()
    {
        Setting[] settings = [Setting.Parse("k=100"), Setting.Parse("r=0.5"), Setting.Parse("s=a=b"), Setting.Parse("t=true")];
        var function = Lambdas.Bind(LambdaCompiler.Compile("(int x) => t ? $\"{x * k * r}{s}\" : null", settings, [], "string"), settings);

        Assert.Equal("150a=b", ((IMapFunction<int, string>)function.Instance).Invoke(3, default));
    }

    [Fact]
    public void Its_parameters_and_the_names_of_its_result_are_kept()
    {
        var function = Lambdas.Bind(LambdaCompiler.Compile("(int a, string b) => (sum: a, text: b)", [], [], "string"), []);

        Assert.Equal(["a", "b"], function.Parameters);
        Assert.Equal(["sum", "text"], function.ResultNames);
    }

    [Theory]
    [InlineData("((int a, string b) x) => x.a", "a b")]
    [InlineData("((int, string) x) => x.Item1", "")]
    [InlineData("(int a, MapContext context) => a", "a")]
    public void The_one_tuple_that_it_takes_is_parts_of_a_record(string text, string names) =>
        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), Lambdas.Bind(LambdaCompiler.Compile(text, [], [], "string"), []).Parameters);

    [Theory]
    [InlineData("x => x.Lenght", "  x => x.Lenght\n         ^^^^^^\n  error CS1061: ")]
    [InlineData("x => x.Foo(", "  x => x.Foo(\n             ^\n  error CS1026: ")]
    [InlineData("x =>\n  y", "    y\n    ^\n  error CS0103: The name 'y' does not exist in the current context. If it is a constant, give it: --set NAME=VALUE.")]
    [InlineData("(int x) => { int y; return x + y; }", "  (int x) => { int y; return x + y; }\n                                 ^\n  error CS0165: ")]
    [InlineData("(int x) => { if (x > 1) return x; }", "\n  error CS1643: ")]
    [InlineData("(nit x) => x", "  (nit x) => x\n   ^^^\n  error CS0246: ")]
    [InlineData("nit (int x) => x", "  nit (int x) => x\n  ^^^\n  error CS0246: ")]
    [InlineData("int (int x) => \"\"", "  int (int x) => \"\"\n                 ^^\n  error CS0029: ")]
    [InlineData("void (int x) => x.ToString()", "returns nothing")]
    [InlineData("1 + 1", "-e takes a lambda")]
    [InlineData("(a, b) => a", "the lambda's parameter a has no type")]
    [InlineData("() => 1", "takes nothing of the record")]
    [InlineData("x => Console.WriteLine(x)", "returns nothing")]
    [InlineData("x => Task.CompletedTask", "returns nothing")]
    [InlineData("x => ValueTask.CompletedTask", "returns nothing")]
    [InlineData("(dynamic x) => x", "a record can't be read as dynamic. Take a JsonElement")]
    [InlineData("(int a, List<dynamic> b) => a", "\n  (int a, List<dynamic> b) => a\n               ^^^^^^^")]
    public void What_does_not_compile_is_told_with_a_caret_in_the_users_text(string text, string expected)
    {
        var error = Assert.Throws<CommandException>(() => LambdaCompiler.Compile(text, [], [], "string"));

        Assert.Equal(3, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(int x) => x * k", "k", "it knows k.")]
    [InlineData("(int x) => x", "", "it has no constants.")]
    [InlineData("(int x) => x * k", "", "it uses k, which nothing sets.")]
    [InlineData("(int x) => Math.Max(x, m) * k + l * m", "k", "it knows k, and uses m, l, which nothing sets.")]
    [InlineData("(string x) => new Uri(x).Host + BitConverter.IsLittleEndian + suffix.Length", "", "it uses suffix, which nothing sets.")]
    public void A_setting_that_it_does_not_know_is_refused_with_those_it_knows_and_those_it_lacks(string text, string set, string knows)
    {
        Setting[] settings = [.. set.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("q").Select(name => Setting.Parse($"{name}=1"))];
        var error = Assert.Throws<CommandException>(() => LambdaCompiler.Compile(text, settings, [], "string"));

        Assert.Equal((3, $"--set q: the expression does not know that name; {knows}"), (error.ExitCode, error.Message));
    }
}
