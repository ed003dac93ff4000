using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class OutputFormatSpecs
{
    [Theory]
    [InlineData("lines", "0.1\n1E+300\n-0\nNaN\n")]
    [InlineData("jsonl", "0.1\n1E+300\n-0\n\"NaN\"\n")]
    [InlineData("csv", "value\n0.1\n1E+300\n-0\nNaN\n")]
    public async Task Floats_are_the_shortest_text_that_reads_back_the_same(string format, string expected)
    {
        var result = await Tool.MapInputAsync("0.1\n1e300\n-0\nNaN\n", "-e", "(double x) => x", "--out-format", format);

        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_CSV_field_is_quoted_where_it_must_be_and_reads_back_the_same()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", "a,b\n\"x,\"\"y\"\"\",\"l1\nl2\"\n ,\n\"\",é\n");
        var result = await Tool.MapAsync("-e", "(string a, string b) => new { a, b }", input, "--out-format", "csv");
        var again = await Tool.MapAsync("-e", "(string a, string b) => new { a, b }", scratch.File("again.csv", result.Output), "--out-format", "csv");

        Assert.Equal((0, "a,b\n\"x,\"\"y\"\"\",\"l1\nl2\"\n ,\n,é\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(result.Output, again.Output);
    }

    [Theory]
    [InlineData("jsonl", "{\"a\":1,\"A\":2}\n")]
    [InlineData("csv", "a,A\n1,2\n")]
    public async Task Names_that_differ_in_case_alone_are_two(string format, string expected)
    {
        using var scratch = new Scratch();
        var types = scratch.File("types.cs", "public record Both(int a, int A);");
        var unnamed = await Tool.MapInputAsync("1\n", "-e", "(int x) => new { a = x, A = 2 }", "--out-format", format);
        var named = await Tool.MapInputAsync("1\n", "--using", types, "-e", "(int x) => new Both(x, 2)", "--out-format", format);

        Assert.Equal((0, expected, ""), (unnamed.ExitCode, unnamed.Output, unnamed.Error));
        Assert.Equal((0, expected, ""), (named.ExitCode, named.Output, named.Error));
    }

    [Fact]
    public async Task A_result_that_is_declared_as_a_base_is_written_by_its_own_type_and_refused_where_columns_lack_some_of_it()
    {
        using var scratch = new Scratch();
        var types = scratch.File("types.cs", "public abstract record Shape(string Name); public record Circle(double R) : Shape(\"circle\"); public record Square(double A) : Shape(\"square\");");
        string[] shapes = ["-e", "(int x) => x == 1 ? (Shape)new Circle(2) : new Square(3)", "--using", types];
        var json = await Tool.MapInputAsync("1\n2\n", shapes);
        var table = await Tool.MapInputAsync("1\n", [.. shapes, "--out-format", "csv"]);
        var scalars = await Tool.MapInputAsync("1\n2\n", "-e", "(int x) => x == 1 ? (IComparable)x : \"a b\"");

        Assert.Equal((0, "{\"R\":2,\"Name\":\"circle\"}\n{\"A\":3,\"Name\":\"square\"}\n", ""), (json.ExitCode, json.Output, json.Error));
        Assert.Equal(6, table.ExitCode);
        Assert.Contains("The result has R, which is none of the columns: Name. --out-format jsonl has it as it stands.", table.Error, StringComparison.Ordinal);
        Assert.Equal((0, "1\na b\n", ""), (scalars.ExitCode, scalars.Output, scalars.Error));
    }

    [Fact]
    public async Task A_row_of_one_empty_field_is_no_blank_line_and_a_null_has_all_its_fields()
    {
        var single = await Tool.MapInputAsync("a\n\nb\n", "-e", "x => x", "--out-format", "csv");
        var several = await Tool.MapInputAsync("1\n2\n", "-e", "(int x) => x == 1 ? null : new { x, y = x }", "--out-format", "csv");

        Assert.Equal("value\na\n\"\"\nb\n", single.Output);
        Assert.Equal("x,y\n,\n2,2\n", several.Output);
    }

    [Fact]
    public async Task A_text_of_several_lines_is_written_as_it_is_and_on_one_line_in_JSON()
    {
        var plain = await Tool.MapInputAsync("a b\n", "-e", "x => x.Replace(' ', '\\n')");
        var json = await Tool.MapInputAsync("a b\n", "-e", "x => x.Replace(' ', '\\n')", "--out-format", "jsonl");

        Assert.Equal(("a\nb\n", "\"a\\nb\"\n"), (plain.Output, json.Output));
    }

    [Fact]
    public async Task A_moment_in_UTC_stays_in_UTC_wherever_it_is_run()
    {
        var result = await Tool.BashAsync("printf '2024-02-29T01:02:03.0000001Z\\n2024-02-29T01:02:03\\n' | TZ=Asia/Tokyo \"$actormap\" map -e '(DateTime t) => t'");

        Assert.Equal((0, "2024-02-29T01:02:03.0000001Z\n2024-02-29T01:02:03.0000000\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("(int x) => new Pair(x, \"a,b\")", "A,B\n1,\"a,b\"\n")]
    [InlineData("(int x) => x > 0 ? new Point(x, 2) : default(Point?)", "X,Y\n1,2\n")]
    [InlineData("(int x) => (x + 0, x / 2.0)", "Item1,Item2\n1,0.5\n")]
    [InlineData("(int x) => (all: x, half: x / 2.0)", "all,half\n1,0.5\n")]
    [InlineData("(int x) => (x, new { a = x })", "Item1,Item2\n1,\"{\"\"a\"\":1}\"\n")]
    [InlineData("(int x) => (p: x, new { a = x })", "Item1,Item2\n1,\"{\"\"a\"\":1}\"\n")]
    [InlineData("(int x) => new { value = x }", "value\n1\n")]
    [InlineData("(int x) => (object?)new object()", "value\n{}\n")]
    [InlineData("(int x) => new Empty()", "value\n{}\n")]
    [InlineData("(int x) => new[] { x, 2 }", "value\n\"[1,2]\"\n")]
    [InlineData("(int x) => new Dictionary<string, int> { [\"value\"] = x }", "value\n\"{\"\"value\"\":1}\"\n")]
    [InlineData("(JsonElement x) => JsonDocument.Parse(\"[1,\\\"b\\\"]\").RootElement", "value\n\"[1,\"\"b\"\"]\"\n")]
    [InlineData("(int x) => (object)new { a = x }", "value\n\"{\"\"a\"\":1}\"\n")]
    public async Task A_result_is_a_CSV_row_by_its_type_and_one_field_where_that_tells_no_columns(string lambda, string expected)
    {
        // A process of its own for each: whether a type was written before must not matter.
        using var scratch = new Scratch();
        var types = scratch.File("types.cs", "public sealed record Pair(int A, string B);\npublic readonly record struct Point(int X, int Y);\npublic abstract record Shape;\npublic sealed record Empty : Shape;\n");
        var result = await Tool.MapInputAsync("1\n", "-e", lambda, "--using", types, "--out-format", "csv");

        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_result_that_CSV_can_t_hold_is_the_items_failure_and_no_bad_input()
    {
        var result = await Tool.MapInputAsync("1\n\"\\ud800\"\n", "-i", "jsonl", "--out-format", "csv", "--on-error", "skip", "--", "cat");

        Assert.Equal((1, "value\n1\n"), (result.ExitCode, result.Output));
        Assert.Contains("System.FormatException: The result has half of a surrogate pair, which is no text: '\"\\ud800\"'. --out-format jsonl has it as it stands.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_that_is_left_out_leaves_its_own_field_empty()
    {
        using var scratch = new Scratch();
        var types = scratch.File("types.cs", "public record Row(int A, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? B, int C);");
        var result = await Tool.MapInputAsync("1\n2\n", "--using", types, "--out-format", "csv", "-e", "(int x) => new Row(x, x == 1 ? null : \"b\", 3)");

        Assert.Equal((0, "A,B,C\n1,,3\n2,b,3\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_programs_answers_are_a_CSV_column()
    {
        var program = await Tool.MapInputAsync("1\n\"a,b\"\n{\"a\": [1]}\nnull\n", "--out-format", "csv", "--", "cat");
        var command = await Tool.MapInputAsync("a\nb\n", "--out-format", "csv", "--exec-each", "echo {},{}");

        Assert.Equal((0, "value\n1\n\"a,b\"\n\"{\"\"a\"\": [1]}\"\n\"\"\n", ""), (program.ExitCode, program.Output, program.Error));
        Assert.Equal((0, "value\n\"a,a\"\n\"b,b\"\n", ""), (command.ExitCode, command.Output, command.Error));
    }

    [Fact]
    public async Task A_check_tells_the_columns_of_a_record()
    {
        using var scratch = new Scratch();
        var file = scratch.File("rec.cs", "public record P(int A, string B);\npublic static class F { public static P Map(int x) => new(x, \"b\"); }\n");
        var result = await Tool.RunAsync(null, "check", file, "--out-format", "csv", "--sample", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("written as the columns A, B", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl", "123456789012345678901234567890\n\"127.0.0.1\"\n\"<1; 2>\"\n[12,\"::1\"]\n{\"7\":1}\n")]
    [InlineData("lines", "123456789012345678901234567890\n127.0.0.1\n<1; 2>\n[12,\"::1\"]\n{\"7\":1}\n")]
    public async Task What_is_one_value_in_a_line_is_one_in_JSON(string format, string expected)
    {
        string[] lambdas =
        [
            "(System.Numerics.BigInteger x) => x", "x => System.Net.IPAddress.Parse(\"127.0.0.1\")", "x => new System.Numerics.Complex(1, 2)",
            "x => ((nint)12, System.Net.IPAddress.IPv6Loopback)", "x => new Dictionary<System.Numerics.BigInteger, int> { [7] = 1 }",
        ];
        var output = "";
        foreach (var lambda in lambdas) output += (await Tool.MapInputAsync("123456789012345678901234567890\n", "-e", lambda, "--out-format", format)).Output;

        Assert.Equal(expected, output);
    }

    [Fact]
    public async Task And_it_is_read_from_JSON_as_well()
    {
        var result = await Tool.MapInputAsync(
            "[123456789012345678901234567890,\"::1\",[\"<1; 2>\",\"5\"]]\n", "-i", "jsonl", "--tag",
            "-e", "((System.Numerics.BigInteger, System.Net.IPAddress, (System.Numerics.Complex, System.Numerics.BigInteger?)) x) => x.Item1 + 1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("{\"index\":0,\"in\":[123456789012345678901234567890,\"::1\",[\"<1; 2>\",5]],\"out\":123456789012345678901234567891}\n", result.Output);
    }

    [Fact]
    public async Task An_empty_value_of_an_only_column_comes_back()
    {
        var result = await Tool.BashAsync("printf 'x\\n\\ny\\n' | \"$actormap\" map -e 'x => x' --out-format csv | \"$actormap\" map -i csv -e '(string value) => value.Length'");

        Assert.Equal((0, "1\n0\n1\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("lines", "a\\xffb\\n", "-e 'x => x' --out-format csv", "value\\na\\xffb\\n")]
    [InlineData("csv", "a,b\\nx,\\xff\\n", "-e '(string a, string b) => (a, \"\\\"\" + b)' --out-format csv", "Item1,Item2\\nx,\"\"\"\\xff\"\\n")]
    [InlineData("csv", "\\xff\\n1\\n", "-e '(int x) => new Dictionary<string, string> { [\"k\"] = \"\\udcff\" }' --out-format csv", "value\\n\"{\"\"k\"\":\"\"\\\\udcff\"\"}\"\\n")]
    [InlineData("lines", "a\\xffb\\n", "-e 'x => x' --tag", "{\"index\":0,\"in\":\"a\\\\udcffb\",\"out\":\"a\\\\udcffb\"}\\n")]
    [InlineData("lines", "\"\\xff\\xf0\\x9f\\x98\\x80\\n", "-e 'x => x' --out-format jsonl", "\"\\\\\"\\\\udcff\\\\uD83D\\\\uDE00\"\\n")]
    [InlineData("lines", "1\\n", "--exec-each 'printf \"\\\\377\" {}' --out-format jsonl", "\"\\\\udcff\"\\n")]
    [InlineData("lines", "1\\n", "--exec-each 'printf \"\\\\377\" {}' --out-format csv", "value\\n\\xff\\n")]
    public async Task Bytes_that_are_no_UTF8_are_kept_in_every_format(string input, string bytes, string words, string expected)
    {
        var result = await Tool.BashAsync($"printf '{bytes}' | \"$actormap\" map -i {input} {words} > >(od -An -c -v) && wait $!; printf '{expected}' | od -An -c -v");

        Assert.Equal("", result.Error);
        Assert.Equal(result.Lines[..(result.Lines.Length / 2)], result.Lines[(result.Lines.Length / 2)..]);
        Assert.NotEmpty(result.Lines);
    }

    [Fact]
    public async Task And_read_back_out_of_JSON()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            "printf 'a\\xffb\\n\\xf0\\x9f\\x98\\x80\\xe2\\x82\\n' > in.txt; \"$actormap\" map -e 'x => x' in.txt --out-format jsonl > out.jsonl; \"$actormap\" map -e '(string x) => x' out.jsonl | cmp - in.txt && "
            + "\"$actormap\" map -e '(string[] x) => x[0]' -i jsonl <(sed 's/.*/[&]/' out.jsonl) | cmp - in.txt && \"$actormap\" map out.jsonl -- cat | cmp - in.txt", scratch.Folder);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }
}
