using ActorMap.Memory;
using Xunit;

namespace ActorMap.Tests.Memory;

public sealed class LongArrays
{
    [Theory]
    [InlineData((4 << 20) - 1, false)]
    [InlineData(4 << 20, true)]
    [InlineData((16 << 20) + 5, true)]
    public void From_two_large_pages_on_they_are_asked_for_where_the_system_has_them(int bytes, bool isLong) =>
        Assert.Equal(isLong && Directory.Exists("/sys/kernel/mm/transparent_hugepage"), LargePages.Ask(new byte[bytes], bytes));

    [Fact]
    public void What_is_written_to_them_is_all_there()
    {
        var array = LargePages.Allocate<long>(3_000_001);
        for (var i = 0; i < array.Length; i++) array[i] = i;

        Assert.Equal(3_000_001L * 3_000_000 / 2, array.Sum());
        Assert.Equal(new string[600_000], LargePages.Allocate<string>(600_000));
    }
}
