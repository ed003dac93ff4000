using ActorMap.Pool;
using Akka.Actor;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>A program that lacks what pools are made of is told how to publish it.</summary>
public sealed class TrimmedPrograms
{
    [Fact]
    public void A_program_compiled_ahead_of_time_is_told_the_cure() =>
        Assert.Contains("publish it without PublishAot", Refused(() => WholeProgram.Require(canMakeCode: false, typeof(ActorSystem).Assembly)), StringComparison.Ordinal);

    [Fact]
    public void A_trimmed_program_is_told_the_cure() =>
        Assert.Contains("publish it with TrimMode=partial", Refused(() => WholeProgram.Require(canMakeCode: true, akka: typeof(TrimmedPrograms).Assembly)), StringComparison.Ordinal);

    [Fact]
    public void A_program_that_is_whole_is_not_refused() => WholeProgram.Require();

    private static string Refused(Action start) => Assert.Throws<PoolUnavailableException>(start).Message;
}
