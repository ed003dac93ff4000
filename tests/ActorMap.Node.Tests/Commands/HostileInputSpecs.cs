using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Inputs and outputs that no one would choose: what is told, and that nothing else happens.</summary>
public sealed class HostileInputSpecs
{
    [Fact]
    public async Task A_device_that_never_ends_is_refused_before_it_takes_all_memory()
    {
        var result = await Tool.BashAsync("ulimit -v unlimited; \"$actormap\" map -e 'x => x.Length' /dev/zero");

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: /dev/zero:1: a record is longer than 256 MiB, which is the most.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_are_lines_as_long_as_somebody_reads()
    {
        var result = await Tool.BashAsync("\"$actormap\" map -e 'x => x.Length >= 0' /dev/urandom | head -2; echo ${PIPESTATUS[0]}");

        Assert.Equal(("true\ntrue\n141\n", ""), (result.Output, result.Error));
    }

    [Theory]
    [InlineData("jsonl", "garbage:1: is not UTF-8: byte 1 is 0xFF")]
    [InlineData("csv", "there is no column a; the input has ")]
    [InlineData("parquet", "garbage can't be read as Parquet: ")]
    public async Task Garbage_is_told_by_file_and_place(string format, string message)
    {
        using var scratch = new Scratch();
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        bytes[0] = 0xFF;
        bytes[1] = (byte)'x';
        scratch.File("garbage", bytes);
        var result = await Tool.BashAsync($"\"$actormap\" map -e '(int a, int b) => a' -i {format} garbage", scratch.Folder);

        Assert.Equal((format == "csv" ? 3 : 4, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_rows_below_a_sound_header_are_told_by_file_and_line()
    {
        using var scratch = new Scratch();
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        scratch.File("in.csv", [.. "a,b\n1,2\n"u8, 0xFF, (byte)'\n', .. bytes]);
        var result = await Tool.BashAsync("\"$actormap\" map -e '(string a, string b) => a' in.csv", scratch.Folder);

        Assert.Equal((4, "1\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: in.csv:3: has 1 field, where the columns are 2: a, b", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_columns_are_read_and_not_all_of_them_told()
    {
        using var scratch = new Scratch();
        var file = scratch.File("wide.csv", string.Join(',', Enumerable.Range(1, 100_000).Select(i => $"c{i}")) + "\n" + string.Join(',', Enumerable.Range(1, 100_000)) + "\n");
        var found = await Tool.MapAsync("-e", "(int c7, int c100000) => c7 + c100000", file);
        var unknown = await Tool.MapAsync("-e", "(int c7, int nope) => c7", file);

        Assert.Equal((0, "100007\n", ""), (found.ExitCode, found.Output, found.Error));
        Assert.Equal((3, ""), (unknown.ExitCode, unknown.Output));
        Assert.Contains("there is no column nope; the input has c1, c2,", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("… (100,000 in all)", unknown.Error, StringComparison.Ordinal);
        Assert.InRange(unknown.Error.Length, 1, 1000);
    }

    [Theory]
    [InlineData("/proc/self/mem", "lines")]
    [InlineData("/proc/self/mem", "csv")]
    public async Task A_file_that_can_t_be_read_is_named(string path, string format)
    {
        if (!OperatingSystem.IsLinux()) return;
        var result = await Tool.MapAsync("-e", "x => x", "-i", format, path);

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: can't read {path}: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_permission_is_named()
    {
        using var scratch = new Scratch();
        scratch.File("secret.txt", "1\n");
        var result = await Tool.BashAsync("chmod 000 secret.txt; \"$actormap\" map -e 'x => x' secret.txt; code=$?; chmod 600 secret.txt; exit $code", scratch.Folder);

        // Permissions are nothing to root.
        if (Environment.IsPrivilegedProcess) Assert.Equal((0, "1\n", ""), (result.ExitCode, result.Output, result.Error));
        else Assert.Equal((4, "", true), (result.ExitCode, result.Output, result.Error.StartsWith("actormap: can't read secret.txt: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_named()
    {
        using var scratch = new Scratch();

        // Where permissions are nothing (root), the system's own folders still are not to be written.
        var folder = Environment.IsPrivilegedProcess ? "/sys/kernel" : scratch.Folder;
        var result = await Tool.BashAsync($"[ -O {folder} ] && chmod 555 {folder}; seq 3 | \"$actormap\" map -e 'x => x' -o {folder}/out.txt; code=$?; [ -O {folder} ] && chmod 755 {folder}; exit $code");

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: can't write {folder}/out.txt: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_standard_output_is_told()
    {
        var result = await Tool.BashAsync("seq 3 | \"$actormap\" map -e 'x => x' >&-");

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Equal("actormap: can't write stdout: it is closed.\n", result.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("2000000000")]
    [InlineData("many")]
    public async Task An_absurd_chunk_is_wrong_usage(string chunk)
    {
        var result = await Tool.MapInputAsync("1\n", "-e", "x => x", "--chunk", chunk);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: --chunk: '{chunk}' is not a whole number", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_chunk_is_the_whole_input()
    {
        var result = await Tool.MapInputAsync("1\n2\n3\n", "-e", "(int x) => x * x", "--chunk", "1000000");

        Assert.Equal((0, "1\n4\n9\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_constant_that_the_function_does_not_know_names_those_that_it_does()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "ActorMap.Node.Tests.dll");
        var result = await Tool.MapInputAsync("1,2\n", $"{dll}#ActorMap.Node.Tests.Support.Scale", "-i", "csv", "--set", "constant=2", "--set", "nope=1");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("nope", result.Error, StringComparison.Ordinal);
        Assert.Contains("constant", result.Error, StringComparison.Ordinal);
        Assert.Contains("offset", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_or_fewer_records_than_the_total_are_all_mapped()
    {
        foreach (var total in (string[])["1", "100"])
        {
            var result = await Tool.MapInputAsync("1\n2\n3\n", "-e", "x => x", "--total", total, "--progress", "json");

            Assert.Equal((0, "1\n2\n3\n"), (result.ExitCode, result.Output));
            Assert.Contains($"\"done\":3,\"failed\":0,\"total\":{total},", result.Error, StringComparison.Ordinal);
        }
    }
}
