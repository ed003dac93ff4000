using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Mapping;
using ActorMap.Node.Results;
using Xunit;
using Record = ActorMap.Node.Input.Record;

namespace ActorMap.Node.Tests.Units;

/// <summary>A node runs the functions of one map of the tool after the other, each with code that came with it.</summary>
public sealed class UnloadingSpecs
{
    private const string Types = """
        public record Rec(int A, string B);
        public record Out(int C, string[] D);
        public class Filled { public int A { get; set; } public List<Rec>? Of { get; set; } }
        public interface INamed { string Name { get; } }
        public class Named : INamed { public string Name => "n"; public Rec Own => new(1, "x"); }
        public readonly record struct Money(int Cents) : IUtf8SpanParsable<Money>, ISpanFormattable
        {
            public static Money Parse(ReadOnlySpan<byte> text, IFormatProvider? provider) => new(int.Parse(text));
            public static bool TryParse(ReadOnlySpan<byte> text, IFormatProvider? provider, out Money money) { var isOne = int.TryParse(text, out var cents); money = new(cents); return isOne; }
            public string ToString(string? format, IFormatProvider? provider) => $"{Cents}c";
            public bool TryFormat(Span<char> room, out int written, ReadOnlySpan<char> format, IFormatProvider? provider) => ToString(null, null).TryCopyTo(room) ? (written = ToString(null, null).Length) > 0 : (written = 0) > 0;
        }
        public record Priced(Money Price, Money? Before);
        """;

    [Theory]
    [InlineData("public static class F { public static Out Map(Rec r) => new(r.A + 1, [r.B]); }", "{\"A\":1,\"B\":\"x\"}", "{\"C\":2,\"D\":[\"x\"]}")]
    [InlineData("public class F : IMapFunction<Rec, Out> { public Out Invoke(Rec r, MapContext context) => new(r.A + 1, [r.B]); }", "{\"A\":1,\"B\":\"x\"}", "{\"C\":2,\"D\":[\"x\"]}")]
    [InlineData("public static class F { public static object Map(int a) => new { a, b = a + 1 }; }", "{\"a\":1}", "{\"a\":1,\"b\":2}")]
    [InlineData("public static class F { public static int Map(List<Filled> all) => all[0].Of![0].A; }", "[{\"A\":1,\"Of\":[{\"A\":7,\"B\":\"x\"}]}]", "7")]
    [InlineData("public static class F { public static int Map(Rec a, Rec[] b) => a.A + b.Length; }", "{\"b\":[],\"a\":{\"A\":7,\"B\":\"\"}}", "7")]
    [InlineData("public static class F { public static object Map(Priced p) => p; }", "{\"Price\":\"5\",\"Before\":null}", "{\"Price\":\"5c\",\"Before\":null}")]
    [InlineData("public static class F { public static INamed Map(int a) => new Named(); }", "1", "{\"Name\":\"n\",\"Own\":{\"A\":1,\"B\":\"x\"}}")]
    public void Its_code_is_gone_after_the_map(string function, string json, string expected) =>
        Forgotten(function, new LineBlock("in", Encoding.UTF8.GetBytes(json), 0, json.Length, 1, LineRules.For(nul: false, RecordKind.Json)), [], new OutputShape(OutputFormat.Lines, Tag: false, [], EmitsErrors: false), expected);

    [Theory]
    [InlineData("public static class F { public static Out Map(Filled f) => new(f.A, []); }", "CSV", "1,[]")]
    [InlineData("public static class F { public static Out Map(Dictionary<string, Money> d) => new(d[\"A\"].Cents, []); }", "tagged", "{\"index\":0,\"in\":{\"A\":\"1c\",\"B\":\"2c\"},\"out\":{\"C\":1,\"D\":[]}}")]
    [InlineData("public static class F { public static INamed[] Map(Rec r) => [new Named()]; }", "tagged", "{\"index\":0,\"in\":{\"A\":1,\"B\":\"2\"},\"out\":[{\"Name\":\"n\",\"Own\":{\"A\":1,\"B\":\"x\"}}]}")]
    public void So_it_is_where_rows_came_in_and_go_out(string function, string format, string expected)
    {
        using var rows = CsvReader.Open("in", new MemoryStream("A,B\n1,2\n"u8.ToArray()), CsvRules.For(tabs: false, hasHeader: true));
        Forgotten(function, rows.Read().Single(), rows.Columns!, new OutputShape(OutputFormat.Csv, Tag: format == "tagged", ["C", "D"], EmitsErrors: false), expected);
    }

    private static void Forgotten(string function, RecordBlock block, string[] columns, OutputShape output, string expected)
    {
        var context = MapAndForget(Compiled(function), LineReaderSpecs.Records(block).Single(), columns, output, expected);

        // The framework has the means to read and write a type at hand for a second, whoever made them.
        var means = typeof(DefaultJsonTypeInfoResolver).GetMethod("ClearMemberAccessorCaches", BindingFlags.Static | BindingFlags.NonPublic)!;
        for (var i = 0; context.IsAlive && i < 50; i++)
        {
            means.Invoke(null, null);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    private static byte[] Compiled(string function) => CSharpCompiler.Compile(references => CSharpCompiler.Emit(
        CSharpCompiler.Compilation("function", [CSharpCompiler.Parse($"{function}\n{Types}", "function.cs")], references), error => error.ToString(), "function.cs")).Code;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MapAndForget(byte[] code, Record record, string[] columns, OutputShape output, string expected)
    {
        var context = new AssemblyLoadContext("job", isCollectible: true);
        var function = FunctionFinder.InSource(context.LoadFromStream(new MemoryStream(code)), "function.cs", null, []);
        var bound = RecordFunctions.Create(function, new RecordShape([record.Block.Kind], columns, HasNames: true, function.Parameters, TupleShape.IsTuple(function.In)), output);
        bound.CheckBinding();
        Assert.True(((IWorkerStart)bound).StartAsync(new WorkerInfo(0, "node"), CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.Equal(expected, Encoding.UTF8.GetString(((IMapFunction<Record, Encoded>)bound).Invoke(record, default).Line).TrimEnd());
        Assert.True(((IAsyncDisposable)bound).DisposeAsync().AsTask().IsCompletedSuccessfully);
        context.Unload();
        return new WeakReference(context);
    }
}
