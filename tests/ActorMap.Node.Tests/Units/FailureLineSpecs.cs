using System.Text;
using ActorMap.Node.Input;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class FailureLineSpecs
{
    private static readonly string Long = new('a', 300_000);

    public static TheoryData<string, bool> Starts => new()
    {
        { "{\"index\":7,\"input\":\"x\",\"type\":\"E\",\"attempts\":1,\"place\":\"in:8\"}\n", true },
        { $"{{\"index\":7,\"input\":\"{Long}\",\"message\":\"{Long}\",\"attempts\":1}}\nx", true },
        { $"{{\"index\":7,\"input\":\"{Long}\",\"attempts\":1}}", true },
        { "{\"index\":7,\"input\":\"x\",\"output\":\"y\"}\n{\"attempts\":1}\n", false },
        { $"{{\"index\":7,\"input\":\"{Long}\"}}\n{{\"attempts\":1}}\n", false },
        { "{\"index\":7,\"input\":\"an \\\"attempts\\\":1\"}\n", false },
        { "{\"ind", false },
        { "", false },
    };

    [Theory]
    [MemberData(nameof(Starts))]
    public void A_stream_of_failures_is_known_by_the_whole_of_its_first_line(string text, bool isOne) =>
        Assert.Equal(isOne, FailureLine.IsFirstOf(new MemoryStream(Encoding.UTF8.GetBytes(text))));
}
