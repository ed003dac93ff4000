using ActorMap.Cluster.Systems;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class ConfigSpecs : IAsyncLifetime
{
    private readonly Members _members = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _members.DisposeAsync();

    [Theory]
    [InlineData("node.conf")]
    [InlineData("tls.conf")]
    [InlineData("cluster-3-nodes.conf")]
    public async Task The_files_that_are_shipped_work(string name)
    {
        var file = ConfigurationFactory.ParseString(await File.ReadAllTextAsync(Path.Combine(Folder, name)));
        Assert.False(file.IsEmpty);

        var member = await _members.JoinedAsync(Members.Unhurried() with { Config = file });

        foreach (var (key, value) in Leaves(string.Empty, file.Root))
            Assert.Equal((key, value), (key, member.System.Settings.Config.GetString(key)));
    }

    [Fact]
    public async Task Three_nodes_of_the_example_are_one_cluster()
    {
        var file = ConfigurationFactory.ParseString(await File.ReadAllTextAsync(Path.Combine(Folder, "cluster-3-nodes.conf")));
        var quiet = ConfigurationFactory.ParseString("akka.loglevel = WARNING").WithFallback(file);
        var settings = Members.Unhurried() with { Config = quiet };
        var first = await _members.JoinedAsync(settings);

        var others = await Task.WhenAll(_members.JoinedAsync(settings, Members.SeedOf(first)), _members.JoinedAsync(settings, Members.SeedOf(first)));

        await Members.SeesAsync(others[0], others[1]);
        await Members.SeesAsync(others[1], first);
    }

    [Fact]
    public void Members_of_a_network_are_patient_and_reckon_with_its_parting()
    {
        var network = SystemConfig.Of(Members.Unhurried());

        Assert.Equal(TimeSpan.FromMilliseconds(500), network.GetTimeSpan("akka.cluster.gossip-interval"));
        Assert.Equal(TimeSpan.FromSeconds(15), network.GetTimeSpan("actormap.cluster.down-after"));
        Assert.True(network.GetBoolean("actormap.cluster.partitions"));
    }

    [Fact]
    public void A_program_and_its_own_processes_are_in_no_cluster_whatever_they_are_told()
    {
        var told = ConfigurationFactory.ParseString("akka.actor.provider = cluster");
        var own = _members.Start(Members.Unhurried() with { Embedded = true, Config = told });

        Assert.False(own.System.HasExtension<Akka.Cluster.Cluster>());
        Assert.Throws<InvalidOperationException>(() => own.Cluster);
        Assert.Equal("127.0.0.1", own.Address.Host);
    }

    [Fact]
    public async Task One_of_a_programs_processes_leaves_at_once()
    {
        var own = _members.Start(Members.Unhurried() with { Embedded = true });

        await own.LeaveAsync(Members.Deadline, TimeProvider.System).WaitAsync(Members.Deadline);

        Assert.Equal(EndReason.Left, await own.Ended.WaitAsync(Members.Deadline));
    }

    [Theory]
    [InlineData("blobs.http = maybe", "actormap.cluster.blobs.http is 'maybe'. Set it to on or off.")]
    [InlineData("blobs { http = on, http-from = banana }", "actormap.cluster.blobs.http-from is 'banana'. Set it to a number of bytes")]
    [InlineData("blobs.port = 99999", "actormap.cluster.blobs.port is '99999'. Set it to 0")]
    [InlineData("blobs.public-port = -1", "actormap.cluster.blobs.public-port is '-1'. Set it to 0")]
    [InlineData("down-after = banana", "actormap.cluster.down-after is 'banana'. Set it to a time of more than zero")]
    [InlineData("down-after = 0s", "actormap.cluster.down-after is '0s'. Set it to a time of more than zero")]
    [InlineData("partitions = on }\nactormap { grace = soon", "actormap.grace is 'soon'. Set it to a time of zero to")]
    [InlineData("partitions = sometimes", "actormap.cluster.partitions is 'sometimes'. Set it to on or off.")]
    [InlineData("blob.http = on", "There is no key actormap.cluster.blob.http. Those that there are: actormap.cluster.down-after")]
    public void What_can_t_be_meant_is_told_by_its_key_before_anything_starts(string said, string error)
    {
        var config = ConfigurationFactory.ParseString("akka.loglevel = WARNING").WithFallback(ConfigurationFactory.ParseString($"actormap.cluster {{ {said} }}"));

        Assert.StartsWith(error, Assert.Throws<ArgumentException>(() => _members.Start(Members.Settings(config))).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Key, string Value)> Leaves(string path, HoconValue value) => value.IsObject()
        ? value.GetObject().Items.SelectMany(item => Leaves(path.Length == 0 ? item.Key : $"{path}.{item.Key}", item.Value))
        : [(path, value.GetString())];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "config");
}
