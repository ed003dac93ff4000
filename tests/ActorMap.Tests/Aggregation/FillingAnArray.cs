using ActorMap.Aggregation;
using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Sources;
using Xunit;
using Wide = ActorMap.Tests.Eight<ActorMap.Tests.Eight<ActorMap.Tests.Eight<ActorMap.Tests.Eight<long>>>>;

namespace ActorMap.Tests.Aggregation;

/// <summary>An array of results grows with what comes, as far as there is room.</summary>
public sealed class FillingAnArray
{
    [Theory]
    [InlineData(1 << 25)]
    [InlineData(int.MaxValue)]
    public async Task One_that_there_is_no_room_for_is_told_with_what_to_do(int length)
    {
        var source = Source<byte>.Of(new byte[1]).Open(null, TimeProvider.System);
        var work = new Work<byte, Wide>(new JobId(Guid.Empty, 1), new MapOptions(), FunctionCopies.Elsewhere(new object()), TimeProvider.System, source, FunctionForm.Item, Delivery.Values);
        var outlet = new ArrayOutlet<byte, Wide>(work);
        var range = new IndexRange(0, length);
        var chunk = new Chunk<byte, Wide>(range, 1, false, source.Slice(0, 1), []);
        var error = Assert.Throws<ActorMapException>(() => outlet.Put(new Piece(chunk, range, null)));
        Assert.Contains($"no room for an array of {length} results", error.Message, StringComparison.Ordinal);
        Assert.Contains("Enumerate the map", error.Message, StringComparison.Ordinal);

        outlet.End(error);
        Assert.Same(error, await Assert.ThrowsAsync<ActorMapException>(() => outlet.Result));
    }
}
