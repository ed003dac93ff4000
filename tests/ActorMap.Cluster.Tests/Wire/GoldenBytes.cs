using ActorMap.Cluster.Wire;
using Xunit;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>The bytes of every message stay as they are, so that nodes of one protocol version understand each other.</summary>
public sealed class GoldenBytes
{
    [Fact]
    public void The_bytes_of_every_message_are_those_of_golden_txt()
    {
        using var reader = new StreamReader(typeof(GoldenBytes).Assembly.GetManifestResourceStream("golden.txt")!);
        var golden = reader.ReadToEnd();
        var now = string.Concat(Samples.All.Concat(Samples.Forms).Select(sample => $"{sample.GetType().Name} {WireFormat.ManifestOf(sample)} {Convert.ToHexStringLower(WireFormat.Encode(sample))}\n"));
        Assert.True(
            golden == now,
            $"The encoding has changed: nodes of before and after do not understand each other. If that is meant, raise the protocol version of Hello, and let Wire/golden.txt be\n{now}");
    }
}
