using System.Buffers;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit.Xunit2;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>A parcel is answered part by part, in any order, and each position once.</summary>
public sealed class AnsweringParcels() : TestKit(Patience.OfTestKit)
{
    private static readonly Gen<IndexRange> Parts = Gen.Select(Gen.Int[0, 19], Gen.Int[1, 20], (start, length) => new IndexRange(100 + start, Math.Min(120, 100 + start + length)));

    [Fact]
    public void A_link_takes_an_answer_once_and_only_whole() => Parts.Array[0, 60].Sample(answers =>
    {
        var parcel = new SentParcel(null!, new RunParcel(Guid.Empty, default, 1, new IndexRange(100, 120), 1, Payload.None), default);
        var left = Enumerable.Range(100, 20).Select(index => (long)index).ToHashSet();
        foreach (var answer in answers)
        {
            var whole = Indexes(answer).All(left.Contains);
            Assert.Equal((whole, whole ? Indexes(answer).Count() : 0), (parcel.TryAnswer(answer, out var items), (int)items));
            if (whole) left.ExceptWith(Indexes(answer));
            Assert.Equal(left.Order(), parcel.Unanswered.SelectMany(Indexes));
            Assert.Equal(left.Count == 0, parcel.IsAnswered);
        }
    });

    [Fact]
    public void What_is_not_the_parcels_is_no_answer_to_it()
    {
        var parcel = new SentParcel(null!, new RunParcel(Guid.Empty, default, 1, new IndexRange(10, 20), 1, Payload.None), default);
        Assert.False(parcel.TryAnswer(new IndexRange(5, 12), out _));
        Assert.False(parcel.TryAnswer(new IndexRange(18, 21), out _));
        Assert.True(parcel.TryAnswer(new IndexRange(10, 20), out _));
    }

    [Fact]
    public void Behind_a_bound_nothing_is_waited_for_and_an_answer_across_it_counts_before_it()
    {
        var parcel = new SentParcel(null!, new RunParcel(Guid.Empty, default, 1, new IndexRange(10, 20), 1, Payload.None), default);
        Assert.True(parcel.TryAnswer(new IndexRange(18, 19), out _));
        Assert.Equal(3, parcel.StopAt(16));
        Assert.Equal([new IndexRange(10, 16)], parcel.Unanswered);
        Assert.Equal(0, parcel.StopAt(17));
        Assert.False(parcel.TryAnswer(new IndexRange(16, 20), out _));
        Assert.True(parcel.TryAnswer(new IndexRange(13, 18), out var items));
        Assert.Equal(3, items);
        Assert.Equal(3, parcel.StopAt(5));
        Assert.True(parcel.IsAnswered);
    }

    [Fact]
    public void A_node_answers_each_position_once() => Parts.Array[0, 60].Sample(answers =>
    {
        var parcel = new HeldParcel(new IndexRange(105, 115), default);
        var left = Enumerable.Range(105, 10).Select(index => (long)index).ToHashSet();
        var told = new List<IndexRange>();
        foreach (var answer in answers)
        {
            var fresh = Indexes(answer).Where(left.Remove).ToArray();
            parcel.Answer(answer, told);
            Assert.Equal(fresh, told.SelectMany(Indexes));
            Assert.Equal((10 - left.Count, left.Count == 0), ((int)parcel.Answered, parcel.IsAnswered));
            Assert.Equal(left.DefaultIfEmpty(115).Min(), parcel.Next);
        }
    });

    [Theory]
    [InlineData(105, 115)]
    [InlineData(100, 120)]
    public void A_node_that_answers_all_at_once_has_answered_once(int start, int end)
    {
        var parcel = new HeldParcel(new IndexRange(105, 115), default);
        var told = new List<IndexRange>();
        parcel.Answer(new IndexRange(start, end), told);
        Assert.Equal([new IndexRange(105, 115)], told);
        Assert.True(parcel.IsAnswered);
        Assert.Empty(parcel.Left());
        parcel.Answer(new IndexRange(107, 109), told);
        Assert.Empty(told);
    }

    [Fact]
    public void What_is_answered_as_a_whole_waits_for_nothing()
    {
        var parcel = new SentParcel(null!, new RunParcel(Guid.Empty, default, 1, new IndexRange(10, 20), 1, Payload.None), default);
        Assert.Equal([new IndexRange(10, 20)], parcel.Unanswered);
        Assert.True(parcel.TryAnswer(new IndexRange(10, 20), out var items));
        Assert.Equal(10, items);
        Assert.True(parcel.IsAnswered);
        Assert.False(parcel.TryAnswer(new IndexRange(10, 20), out _));
        Assert.False(parcel.TryAnswer(new IndexRange(12, 13), out _));
        Assert.Equal(0, parcel.StopAt(5));
        Assert.Empty(parcel.Unanswered);
    }

    [Fact]
    public void Of_a_chunk_that_travels_nothing_has_ended_though_its_notes_were_anothers()
    {
        var job = new LinkedJob(this, items: 100, slots: 1);
        var old = Enumerable.Range(0, 20).Select(_ => ArrayPool<bool>.Shared.Rent(100)).ToArray();
        foreach (var ends in old)
        {
            ends.AsSpan().Fill(true);
            ArrayPool<bool>.Shared.Return(ends);
        }

        var chunk = job.Accept(0, 100);
        Assert.True(chunk.RentsEnds);
        Assert.Equal(new IndexRange(0, 100), chunk.Undone);
        var sent = job.Node.ExpectMsg<RunParcel>().Range;
        job.Hear(job.Done(1, sent));
        Assert.Equal([.. Indexes(sent)], chunk.GiveUp().Done.SelectMany(Indexes));
    }

    private static IEnumerable<long> Indexes(IndexRange range)
    {
        for (var index = range.Start; index < range.End; index++) yield return index;
    }
}
