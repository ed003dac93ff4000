using ActorMap.Chunks;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Tests.Chunks;

/// <summary>A chunk's buffers go back once, with the last who holds it.</summary>
public sealed class HoldingChunks
{
    private readonly Counted _chunk = new();

    [Fact]
    public void Buffers_go_back_when_the_last_who_holds_them_lets_go()
    {
        Assert.Same(_chunk, _chunk.Held());
        _chunk.LetGo();
        Assert.Equal(0, _chunk.Recycled);
        _chunk.LetGo();
        Assert.Equal(1, _chunk.Recycled);
    }

    [Fact]
    public void What_everybody_let_go_of_is_not_held_again()
    {
        _chunk.LetGo();
        for (var i = 0; i < 2; i++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => _chunk.Held());
            Assert.Contains("items [3, 7) was used after it was let go of", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, _chunk.Recycled);
    }

    [Fact]
    public void What_nobody_holds_can_not_be_let_go_of()
    {
        _chunk.LetGo();
        var error = Assert.Throws<InvalidOperationException>(_chunk.LetGo);
        Assert.Contains("items [3, 7) was let go of more often than it was held", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _chunk.Held());
        Assert.Equal(1, _chunk.Recycled);
    }

    private sealed class Counted() : Chunk(new IndexRange(3, 7), 1, exact: false)
    {
        public int Recycled { get; private set; }

        protected override void Recycle() => Recycled++;
    }
}
