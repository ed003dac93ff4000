using System.Text.Json;
using ActorMap.Codec;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class SendingPlainItems
{
    [Fact]
    public void Primitives_come_back_as_they_went()
    {
        Assert.Equal([1, -1, int.MaxValue], Sent.Items(1, -1, int.MaxValue));
        Assert.Equal([double.NaN, -0.0, double.Epsilon], Sent.Items(double.NaN, -0.0, double.Epsilon));
        Assert.Equal(['a', '\uD800'], Sent.Items('a', '\uD800'));
        Assert.Equal([true, false], Sent.Items(true, false));
        Assert.Equal([1.10m, decimal.MinValue], Sent.Items(1.10m, decimal.MinValue));
        Assert.Equal([Int128.MinValue], Sent.Items(Int128.MinValue));
        Assert.Equal([(Half)1.5], Sent.Items((Half)1.5));
        Assert.Equal([DayOfWeek.Friday, (DayOfWeek)77], Sent.Items(DayOfWeek.Friday, (DayOfWeek)77));
        Assert.Equal([1, null], Sent.Items<int?>(1, null));
    }

    [Fact]
    public void Dates_keep_their_kind_and_offset()
    {
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            var date = new DateTime(2024, 2, 29, 1, 2, 3, kind).AddTicks(7);
            Assert.Equal((date, kind), (Sent.Item(date), Sent.Item(date).Kind));
            Assert.Equal((date, kind), (Sent.Item(new Dated("x", date)).When, Sent.Item(new Dated("x", date)).When.Kind));
        }

        var local = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(5.5));
        Assert.True(local.EqualsExact(Sent.Item(local)));
    }

    [Fact]
    public void Any_tuples_come_back() => Gen.Select(Gen.Byte, Gen.Double, Gen.Short, Gen.Guid, Gen.DateTime).Array.Sample(
        items => Assert.Equal(items, Sent.Items(items)), iter: 200);

    [Fact]
    public void Any_texts_come_back() => Gen.String.Array.Sample(items => Assert.Equal(items, Sent.Items(items)), iter: 300);

    [Fact]
    public void Any_arrays_come_back() => Gen.Double.Array.Array.Sample(items => Assert.Equal(items, Sent.Items(items)), iter: 100);

    [Fact]
    public void A_lone_surrogate_survives()
    {
        foreach (var text in new[] { "\uD800", "a\uDC00b", "\uD83D\uDE00", "\uDE00\uD83D", new string('x', 500) + "\uD800", new string('ä', 500) })
        {
            Assert.Equal(text, Sent.Item(text));
            Assert.Equal(text, Sent.Item(new Dated(text, default)).Name);
        }
    }

    [Fact]
    public void Null_and_empty_are_told_apart()
    {
        Assert.True(Sent.Items("", null, "a") is ["", null, "a"]);
        Assert.Equal([[], null, [1]], Sent.Items<int[]?>([], null, [1]));
    }

    [Fact]
    public void The_private_fields_of_a_plain_struct_are_carried() => Assert.Equal(7, Sent.Item(new Hidden(7)).Shown);

    [Fact]
    public void Gaps_in_a_struct_are_not_sent()
    {
        Assert.Equal(1 + 8, Sent.Bytes(((byte)1, 2.5)).Length);
        Assert.Equal(Sent.Bytes(((byte)1, 2.5, (short)3)), Sent.Bytes(((byte)1, 2.5, (short)3)));
        Assert.Equal([((byte)1, 2.5), ((byte)3, 4.5)], Sent.Item(new[] { ((byte)1, 2.5), ((byte)3, 4.5) }));
    }

    [Fact]
    public void Memory_and_json_come_back()
    {
        Assert.Equal([1, 2], Sent.Item<ReadOnlyMemory<byte>>(new byte[] { 1, 2 }).ToArray());
        Assert.Equal("{\"a\": [1.0, \"\\ud800\"]}", Sent.Item(JsonElement.Parse("{\"a\": [1.0, \"\\ud800\"]}")).GetRawText());
        Assert.Equal(JsonValueKind.Undefined, Sent.Item(default(JsonElement)).ValueKind);
    }

    [Fact]
    public void A_raw_codec_says_so()
    {
        Assert.True(ItemCodec<(int, int)>.Create().IsRaw);
        Assert.False(ItemCodec<string>.Create().IsRaw);
    }

    private sealed record Dated(string Name, DateTime When);

    private readonly struct Hidden(int value)
    {
        private readonly int _value = value;

        internal int Shown => _value;
    }
}
