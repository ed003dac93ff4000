using System.Buffers;
using System.Globalization;
using System.Linq.Expressions;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

public sealed partial class SharingThings
{
    private static readonly JsonSerializerOptions s_locked = JsonSerializerOptions.Default;

    public static TheoryData<object> Shared() =>
    [
        "text", typeof(int), typeof(List<>), typeof(string).GetMethod("Clone")!, typeof(int).Assembly, new Uri("http://localhost"), new Version(1, 2),
        new Regex("a"), CultureInfo.InvariantCulture, Encoding.UTF8, TimeZoneInfo.Utc, StringComparer.Ordinal, EqualityComparer<string>.Default,
        Comparer<int>.Default, ArrayPool<byte>.Shared, DBNull.Value, (Expression<Func<int, int>>)(x => x), IPAddress.Loopback,
        XName.Get("a"), TimeProvider.System, Random.Shared, s_locked, CultureInfo.InvariantCulture.NumberFormat, new Marked(),
    ];

    [Theory]
    [MemberData(nameof(Shared))]
    public void What_never_changes_is_passed_by_reference(object value) => Assert.Same(value, Holder.Captured(value));

    [Fact]
    public void Objects_of_a_users_class_with_state_are_copied_though_the_frameworks_class_that_it_derives_from_is_shared()
    {
        Converter converter = new();
        UserEncoding encoding = new();
        UserUri address = new();
        var (first, second, third) = Holder.Captured((converter, (Encoding)encoding, (Uri)address));
        (converter.Calls[0], encoding.Calls, address.Calls) = (1, 1, 1);
        Assert.Equal((0, 0, 0), (first.Calls[0], ((UserEncoding)second).Calls, ((UserUri)third).Calls));
        Assert.Equal(("é", "http://localhost/a"), (second.GetString("é"u8), third.AbsoluteUri));
    }

    [Fact]
    public void And_those_of_one_without_state_are_shared()
    {
        var (converter, regex) = (new Stateless("x"), Generated());
        Assert.Same(converter, Holder.Captured(converter));
        Assert.Same(regex, Holder.Captured(regex));
    }

    [Fact]
    public void Options_that_are_still_open_have_copies_of_converters_with_state()
    {
        Converter converter = new();
        var copy = Holder.Captured(new JsonSerializerOptions { Converters = { converter, new Stateless("x") } });
        converter.Calls[0] = 1;
        Assert.Equal("[2,4]", JsonSerializer.Serialize(new[] { 1, 2 }, copy));
        Assert.Equal((1, 2), (converter.Calls[0], ((Converter)copy.Converters[0]).Calls[0]));
    }

    [GeneratedRegex("a+")]
    private static partial Regex Generated();

    [Fact]
    public void Big_integers_keep_their_value() => Assert.Equal(BigInteger.Pow(3, 200), Holder.Captured(BigInteger.Pow(3, 200)));

    [Fact]
    public void A_culture_that_can_be_changed_is_copied()
    {
        var original = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var copy = Holder.Captured(original);
        original.NumberFormat.NumberDecimalSeparator = ";";
        Assert.Equal(".", copy.NumberFormat.NumberDecimalSeparator);
    }

    [Fact]
    public void Json_elements_outlive_their_document()
    {
        var document = JsonDocument.Parse("""{"a":[1,2]}""");
        var (element, undefined, copy) = Holder.Captured((document.RootElement.GetProperty("a"), default(JsonElement), document));
        document.Dispose();
        Assert.Equal(2, element[1].GetInt32());
        Assert.Equal(JsonValueKind.Undefined, undefined.ValueKind);
        Assert.Equal(1, copy.RootElement.GetProperty("a")[0].GetInt32());
    }

    [Fact]
    public void A_json_document_is_copied_however_it_was_read()
    {
        var deep = new string('[', 200) + "1, /* one */ ]" + new string(']', 199);
        using var document = JsonDocument.Parse(deep, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 200 });
        Assert.Equal(deep, Holder.Captured(document).RootElement.GetRawText());
    }

    [Fact]
    public void Json_nodes_are_copied_with_their_parents()
    {
        var original = JsonNode.Parse("""{"a":{"b":1}}""")!;
        var (root, a) = Holder.Captured((original, original["a"]!));
        original["a"]!["b"] = 2;
        Assert.Same(root["a"], a);
        Assert.Equal(1, a["b"]!.GetValue<int>());
        a["b"] = 3;
        Assert.Equal("""{"a":{"b":3}}""", root.ToJsonString());
    }

    [Fact]
    public void Json_options_that_are_still_open_are_copied()
    {
        var original = new JsonSerializerOptions { WriteIndented = true };
        var copy = Holder.Captured(original);
        Assert.NotSame(original, copy);
        Assert.True(copy.WriteIndented);
    }

    [Fact]
    public void Locks_are_new_and_free()
    {
        using var readerWriter = new ReaderWriterLockSlim();
        using var semaphore = new SemaphoreSlim(1, 1);
        var original = new Locks(new object(), new Lock(), readerWriter, semaphore);
        var copy = StateCopier.Capture(original);
        Assert.NotSame(original.Plain, copy.Plain);
        Assert.True(original.Modern != copy.Modern);
        Assert.NotSame(original.ReaderWriter, copy.ReaderWriter);
        lock (copy.Plain) Assert.False(Monitor.IsEntered(original.Plain));
        using (copy.Modern.EnterScope()) Assert.False(original.Modern.IsHeldByCurrentThread);
        copy.ReaderWriter.EnterWriteLock();
        Assert.False(original.ReaderWriter.IsWriteLockHeld);
        Assert.True(copy.Semaphore.Wait(0));
        Assert.Equal(1, original.Semaphore.CurrentCount);
    }

    private sealed class Marked : ISharedByReference;

    private sealed class Converter : JsonConverter<int>
    {
        public int[] Calls { get; } = [0];

        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt32();

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
        {
            Calls[0]++;
            writer.WriteNumberValue(2 * value);
        }
    }

    private sealed class Stateless(string name) : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteStringValue(name);
    }

    private sealed class UserEncoding : UTF8Encoding
    {
        public int Calls { get; set; }
    }

    private sealed class UserUri() : Uri("http://localhost/a")
    {
        public int Calls { get; set; }
    }

    private sealed record Locks(object Plain, Lock Modern, ReaderWriterLockSlim ReaderWriter, SemaphoreSlim Semaphore);
}
