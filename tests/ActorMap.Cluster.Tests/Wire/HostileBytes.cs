using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>Whatever the bytes are: a message, or a <see cref="WireException"/>, and nothing large on the way.</summary>
public sealed class HostileBytes
{
    public static TheoryData<string> Names => [.. MessageTypes.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_that_is_cut_anywhere_is_refused(string name)
    {
        var (manifest, bytes) = Sample(name);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<WireException>(() => WireFormat.Decode(manifest, bytes.AsMemory(0, length)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_with_something_behind_it_is_refused(string name)
    {
        var (manifest, bytes) = Sample(name);
        Assert.Contains("1 bytes follow its end", Assert.Throws<WireException>(() => WireFormat.Decode(manifest, new byte[bytes.Length + 1].With(bytes))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Flipped_bits_are_refused_or_are_another_message(string name)
    {
        var (manifest, bytes) = Sample(name);
        var random = new Random(4053);
        for (var round = 0; round < 5_000; round++)
        {
            var flipped = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 5); flips > 0; flips--)
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            AssertBounded(manifest, flipped);
        }
    }

    [Fact]
    public void Random_bytes_are_refused_or_are_a_message()
    {
        var random = new Random(4053);
        foreach (var row in WireTable.Rows)
        {
            for (var round = 0; round < 1_000; round++)
            {
                var bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                AssertBounded(row.Manifest, bytes);
            }
        }
    }

    [Theory]
    [InlineData("w", "00000000000000000000000000000000" + "00" + "00" + "00" + "ffffffffffffffff7f")]
    [InlineData("w", "00000000000000000000000000000000" + "00" + "00" + "00" + "03" + "0000")]
    [InlineData("s", "00000000000000000000000000000000" + "00" + "ffffffff07")]
    [InlineData("r", "00000000000000000000000000000000" + "ffffffffffffffff7f")]
    public void A_count_that_the_bytes_can_not_hold_is_refused(string manifest, string hex) =>
        Assert.Contains("it announces", Assert.Throws<WireException>(() => WireFormat.Decode(manifest, Convert.FromHexString(hex))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("r", "00000000000000000000000000000000" + "02" + "c328", "not UTF-8")]
    [InlineData("jf", "00000000000000000000000000000000" + "00000000000000000000000000000000" + "01" + "02", "a yes or no")]
    [InlineData("oc", "00000000000000000000000000000000" + "00000000000000000000000000000000" + "01" + "8000", "longer than it needs")]
    [InlineData("oc", "00000000000000000000000000000000" + "00000000000000000000000000000000" + "01" + "ffffffffffffffffff01", "63 bits")]
    [InlineData("jb", "00000000000000000000000000000000" + "00000000000000000000000000000000" + "01" + "09" + "000000", "no kind of break")]
    [InlineData("et", "00000000000000000000000000000000" + "09" + "00000000" + "00" + "0000", "no end of a process")]
    [InlineData("pb", "00000000000000000000000000000000" + "00000000000000000000000000000000" + "01" + "01" + "ffffffffffffffff7f" + "01" + "00", "past the last index")]
    public void Nonsense_is_refused_with_its_name(string manifest, string hex, string reason) =>
        Assert.Contains(reason, Assert.Throws<WireException>(() => WireFormat.Decode(manifest, Convert.FromHexString(hex))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_name_is_refused_and_does_not_flood_the_log()
    {
        var refusal = Assert.Throws<WireException>(() => WireFormat.Decode(new string('x', 100_000), default));
        Assert.True(refusal.Message.Length < 200);
    }

    [Fact]
    public void A_part_outside_its_blob_is_refused()
    {
        var blob = new BlobId(1, 2, 100);
        Assert.Throws<WireException>(() => WireFormat.Encode(new WantPart(Guid.Empty, blob, 90, 11)));
        Assert.Throws<WireException>(() => WireFormat.Encode(new WantPart(Guid.Empty, blob, 90, 0)));
        Assert.Throws<WireException>(() => WireFormat.Encode(new PartMoved(Guid.Empty, blob with { Length = 1 << 20 }, 0, new byte[WireLimits.Part + 1])));
    }

    private static (string Manifest, byte[] Bytes) Sample(string name)
    {
        var sample = Samples.All.Single(sample => sample.GetType().Name == name);
        return (WireFormat.ManifestOf(sample), WireFormat.Encode(sample));
    }

    private static void AssertBounded(string manifest, byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            WireFormat.Decode(manifest, bytes);
        }
        catch (WireException)
        {
            // That is what it is for; anything else fails the spec.
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000, $"{manifest} {Convert.ToHexString(bytes)} made much of little");
    }
}
