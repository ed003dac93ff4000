using ActorMap.Cluster.SharedMemory;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.SharedMemory;

/// <summary>Room is taken and given back in any order.</summary>
public sealed class TakingRoom
{
    [Fact]
    public void The_lowest_that_fits_is_taken()
    {
        var room = new Room(0, 100);
        Assert.True(room.TryTake(40, out var first));
        Assert.True(room.TryTake(40, out var second));
        Assert.False(room.TryTake(21, out _));
        room.GiveBack(first, 40);
        Assert.True(room.TryTake(20, out var third));
        Assert.Equal((0, 40, 0, 60), (first, second, third, room.Taken));
    }

    [Fact]
    public void Nothing_overlaps_and_all_comes_back() =>
        Gen.Select(Gen.Int[1, 40], Gen.Bool).Array[0, 80].Sample(
            steps =>
            {
                var (room, taken) = (new Room(1_000, 1_200), new List<(long At, long Length)>());
                foreach (var (number, isTake) in steps)
                {
                    if (isTake && room.TryTake(number, out var at))
                    {
                        Assert.InRange(at, 1_000, 1_200 - number);
                        Assert.DoesNotContain(taken, other => at < other.At + other.Length && other.At < at + number);
                        taken.Add((at, number));
                    }
                    else if (!isTake && taken.Count > 0)
                    {
                        var given = taken[number % taken.Count];
                        taken.Remove(given);
                        room.GiveBack(given.At, given.Length);
                    }
                }

                Assert.Equal(taken.Sum(one => one.Length), room.Taken);
                foreach (var (at, length) in taken) room.GiveBack(at, length);
                Assert.True(room.TryTake(200, out _));
            },
            iter: 500, threads: 1, seed: "0000000000000001");
}
