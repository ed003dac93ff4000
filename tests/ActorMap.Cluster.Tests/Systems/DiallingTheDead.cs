using System.Threading.Channels;
using ActorMap.Cluster.Systems;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.Remote;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>The sockets of connections that could not be made are left to the garbage collector.</summary>
public sealed class DiallingTheDead : IAsyncLifetime
{
    private readonly Members _members = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _members.DisposeAsync();

    [Fact]
    public async Task The_collector_is_called_after_every_few_that_do_not_answer()
    {
        var member = _members.Start(Members.Settings());
        var collected = Channel.CreateUnbounded<int>();
        var ready = member.System.ActorOf(FailedDials.Props(generation => collected.Writer.TryWrite(generation)));
        await ready.Ask<ActorIdentity>(new Identify(null), Members.Deadline);

        for (var dial = 0; dial < FailedDials.Few; dial++)
            member.System.ActorSelection($"akka.tcp://specs@127.0.0.1:{FreePort.Take()}/user/nobody").Tell(new Identify(null), ActorRefs.NoSender);

        Assert.Equal(1, await collected.Reader.ReadAsync().AsTask().WaitAsync(Members.Deadline));
    }

    [Fact]
    public async Task And_for_all_that_is_there_after_many()
    {
        var member = _members.Start(Members.Settings());
        var collected = Channel.CreateUnbounded<int>();
        var dials = member.System.ActorOf(FailedDials.Props(generation => collected.Writer.TryWrite(generation)));
        var error = new AssociationErrorEvent(new InvalidOperationException("refused"), member.Address, member.Address.WithPort(1), inbound: false, Akka.Event.LogLevel.ErrorLevel);
        for (var dial = 0; dial < 16 * FailedDials.Few; dial++) dials.Tell(error);

        var generations = new List<int>();
        while (generations.Count < 16) generations.Add(await collected.Reader.ReadAsync().AsTask().WaitAsync(Members.Deadline));

        int[] eight = [1, 1, 1, 1, 1, 1, 1, 2];
        Assert.Equal([.. eight, .. eight], generations);
    }

    [Fact]
    public async Task Each_member_has_who_counts_them()
    {
        var member = _members.Start(Members.Settings());

        var found = await member.System.ActorSelection($"/system/{FailedDials.Name}").Ask<ActorIdentity>(new Identify(null), Members.Deadline);

        Assert.NotNull(found.Subject);
    }
}
