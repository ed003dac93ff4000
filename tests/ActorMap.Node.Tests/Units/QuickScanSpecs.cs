using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ActorMap.Node.Binding.Scanning;
using ActorMap.Tests.Simulation;
using CsCheck;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>The quick scan says yes to nothing that the framework's reader would not have read in the same way.</summary>
public sealed class QuickScanSpecs
{
    private static readonly byte[][] Names = [.. new[] { "id", "B", "", "name" }.Select(Encoding.UTF8.GetBytes)];

    private static readonly Gen<string> Space = Gen.OneOf("", "", "", "", " ", "\t", " \r\n  ");
    private static readonly Gen<string> Scalar = Gen.OneOf("0", "-0", "7", "-12.50", "1e5", "1E+2", "-2.5e-3", "123456789012345678901234567890", "true", "false", "null");
    private static readonly Gen<string> Name = Gen.OneOf("id", "ID", "iD", "b", "B", "", "name", "nam", "é", "i\\u0064", "x", new string('n', 40));

    private static readonly Gen<string> Text = Gen.OneOf(
        "a", "id", "é", "😀", "\\n", "\\\"", "\\\\", "\\\\\\\\", "\\/", "\\u00e9", "\\uD800", "\u007f", "{", "}", "[", "]", ",", ":", new string('x', 29), new string('y', 64))
        .Array[0, 5].Select(string.Concat).Select(text => $"\"{text}\"");

    private static readonly Gen<string> Line = Gen.Select(Space, Object(3), Space, (before, json, behind) => before + json + behind);

    // What a change puts in: what means something to JSON, and what must not be there.
    private static readonly Gen<byte> Byte = Gen.OneOf(Gen.OneOf((byte[])[.. "\"\\{}[],:0123456789.-+eEutfnlr /*\t\r\n\0"u8, 0x1F, 0x7F, 0x80, 0xC3, 0xFF]), Gen.Byte);
    private static readonly Gen<(int Kind, int At, byte Byte)[]> Changes = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Byte).Array[1, 3];

    [Fact]
    public void Of_any_JSON_it_finds_what_the_reader_finds_or_leaves_it_to_the_reader() => Cases.Hold(Line, 20_000, line => Holds(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void What_was_damaged_at_random_passes_only_where_the_reader_reads_it() =>
        Cases.Hold(Gen.Select(Line, Changes), 60_000, damaged => Holds(Damage(Encoding.UTF8.GetBytes(damaged.Item1), damaged.Item2)), first: 100_000);

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("-01")]
    [InlineData("1.")]
    [InlineData("1.e2")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e+-1")]
    [InlineData("1 2")]
    [InlineData("1x")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("tru")]
    [InlineData("truee")]
    [InlineData("True")]
    [InlineData("nul")]
    [InlineData("falsy")]
    [InlineData("\"")]
    [InlineData("\"\\\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u12")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"a\0b\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("'a'")]
    [InlineData("\"a\"\"b\"")]
    [InlineData(" ,")]
    [InlineData(",1")]
    [InlineData("1,")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("[")]
    [InlineData("]")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{}}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{1:1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\"::1}")]
    [InlineData("1/**/")]
    [InlineData("1//")]
    [InlineData("1\u00a0")]
    [InlineData("1\f")]
    public void What_is_no_JSON_never_passes_wherever_in_the_line_it_is(string value)
    {
        for (var length = 0; length < 140; length++)
        {
            var filler = new string('x', length);
            foreach (var line in new[] { $"{{\"id\":{value},\"tail\":\"{filler}\"}}", $"{{\"head\":\"{filler}\",\"id\":{value}}}", $"{{\"{filler}\":[[{value}]]}}" })
            {
                var json = Encoding.UTF8.GetBytes(line);
                Assert.Null(Reader(json));
                Assert.Null(Quick(json));
            }
        }
    }

    [Theory]
    [InlineData("{}x")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":1}}")]
    [InlineData("{\"id\":1},{}")]
    [InlineData("\uFEFF{\"id\":1}")]
    public void Nothing_stands_around_the_object(string line)
    {
        foreach (var filled in new[] { line, line + new string(' ', 80), new string(' ', 80) + line }) Assert.Null(Quick(Encoding.UTF8.GetBytes(filled)));
    }

    [Fact]
    public void Whatever_its_length_a_line_is_cut_nowhere_without_being_missed()
    {
        var line = Encoding.UTF8.GetBytes("{\"name\":\"a\\\\\\\"b\\u0041 and some more text to be long\",\"a\":[1,2.5,{\"x\":null}],\"id\":-12e3,\"tail\":\"\\\\\\\\\"}");

        for (var length = 0; length < line.Length; length++) Assert.Null(Quick(line[..length]));
        Assert.Equal("(81, 5) (0, 0) (0, 0) (8, 44)", string.Join(' ', Quick(line)!));
    }

    [Fact]
    public void Runs_of_backslashes_are_counted_across_every_border()
    {
        for (var (start, run) = (0, 0); start < 70; (start, run) = run == 9 ? (start + 1, 0) : (start, run + 1))
        {
            var json = Encoding.UTF8.GetBytes($"{{\"id\":\"{new string('x', start)}{new string('\\', run)}\",\"z\":\"{new string('y', 40)}\"}}");
            Assert.Equal(run % 2 == 0, Quick(json) is not null);
            Holds(json);
        }
    }

    [Fact]
    public void Usual_lines_need_no_reader()
    {
        foreach (var line in new[]
        {
            "{\"name\":\"user 1\",\"text\":\"the quick brown fox\",\"a\":0.5,\"b\":[1,2,3],\"c\":null,\"d\":true,\"e\":{\"x\":1,\"y\":\"z\"},\"f\":\"2024-01-02T03:04:05Z\",\"id\":1,\"tail\":\"end of the line\"}",
            " { \"id\" : 1 , \"text\" : \"an \\\"escaped\\\" word and é and \\u00e9\" , \"empty\" : { } , \"none\" : [ ] } ",
            "{\"ID\":-1.5e-7,\"deep\":[[[[[{\"a\":[{}]}]]]]],\"more\":\"text\"}\r",
            "{                                                              }",
        }) Assert.Equal(Reader(Encoding.UTF8.GetBytes(line)), Quick(Encoding.UTF8.GetBytes(line)) ?? []);
    }

    [Theory]
    [InlineData("{\"id\":1,\"ID\":22,\"Id\":333}", 1)]
    [InlineData("{\"ID\":22,\"id\":1,\"Id\":333}", 1)]
    [InlineData("{\"ID\":22,\"id\":333,\"id\":1,\"Id\":22}", 1)]
    [InlineData("{\"ID\":1,\"Id\":22}", 2)]
    public void A_name_that_is_exactly_the_one_goes_before_those_in_another_case(string line, int length)
    {
        var json = Encoding.UTF8.GetBytes(line);
        Assert.Equal(length, Reader(json)![0].Length);
        Assert.Equal(Reader(json), Quick(json));
    }

    [Fact]
    public void What_is_deeper_than_it_keeps_count_of_is_left_to_the_reader()
    {
        for (var depth = 1; depth < 70; depth++)
        {
            var json = Encoding.UTF8.GetBytes($"{{\"text\":\"long enough to be scanned\",\"id\":{new string('[', depth)}{new string(']', depth)}}}");
            Assert.Equal(depth <= 64, Quick(json) is not null);
            Holds(json);
        }
    }

    private static Gen<string> Value(int depth) => depth == 0 ? Gen.OneOf(Scalar, Text) : Gen.OneOf(Scalar, Text, Array(depth), Object(depth));

    private static Gen<string> Array(int depth) => Gen.Select(Spaced(Value(depth - 1)).Array[0, 3], Space, (values, space) => $"[{space}{string.Join(',', values)}]");

    private static Gen<string> Object(int depth) => Gen.Select(
        Gen.Select(Spaced(Name.Select(name => $"\"{name}\"")), Spaced(Value(depth - 1)), (name, value) => $"{name}:{value}").Array[0, 4], Space,
        (members, space) => $"{{{space}{string.Join(',', members)}}}");

    private static Gen<string> Spaced(Gen<string> json) => Gen.Select(Space, json, Space, (before, text, behind) => before + text + behind);

    private static byte[] Damage(byte[] json, (int Kind, int At, byte Byte)[] changes)
    {
        var bytes = json.ToList();
        foreach (var (kind, at, value) in changes)
        {
            if (bytes.Count == 0) break;
            var place = at % bytes.Count;
            if (kind == 0) bytes[place] = value;
            else if (kind == 1) bytes.Insert(place, value);
            else if (kind == 2) bytes.RemoveAt(place);
            else bytes.RemoveRange(place, bytes.Count - place);
        }

        return [.. bytes];
    }

    private static void Holds(byte[] json)
    {
        if (!Utf8.IsValid(json) || Quick(json) is not { } found) return;
        Assert.Equal(Reader(json), found);
    }

    /// <summary>What it finds, among bytes that are not the line's and would change what it finds.</summary>
    private static (int Start, int Length)[]? Quick(byte[] json)
    {
        var alone = Find(json, []);
        foreach (var around in (byte[][])[[.. "\"}]0"u8], [.. "\\\\\\"u8], [.. "}}}}"u8], [0, 0, 0]])
            Assert.Equal(alone, Find(json, [.. Enumerable.Repeat(around, 30).SelectMany(bytes => bytes)]));
        return alone;
    }

    private static (int Start, int Length)[]? Find(byte[] json, byte[] around)
    {
        var found = new (int, int)[Names.Length];
        byte[] all = [.. around, .. json, .. around];
        return QuickScan.TryFind(all.AsSpan(around.Length, json.Length), Names, found) ? found : null;
    }

    /// <summary>What the framework's reader finds; null where it reads no object.</summary>
    private static (int Start, int Length)[]? Reader(byte[] json)
    {
        var found = new (int, int)[Names.Length];
        try
        {
            return ReaderScan.TryFind(json, Names, found, out _) && json.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
