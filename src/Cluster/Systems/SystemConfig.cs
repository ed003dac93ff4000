using System.Globalization;
using ActorMap.Pool;
using Akka.Configuration;

namespace ActorMap.Cluster.Systems;

/// <summary>The configuration of a member: what was checked, then the user's, then the defaults.</summary>
internal static class SystemConfig
{
    /// <summary>What a program and the processes of its own need not have from a network.</summary>
    private const string Own = """
        # Each of remoting's actors passes a message on to the next, and on the thread pool each would wake a thread for it, beside workers that keep all cores
        # busy: in place a message is on its way when Tell returns, and comes in on the connection's own thread (docs/decisions/0010-messages-of-a-process-pool.md).
        akka.remote.default-remote-dispatcher.type = "ActorMap.Threading.InPlaceDispatcherConfigurator, ActorMap"
        """;

    private const string Minimum = "akka.actor.provider = cluster";

    public static Config Of(MemberSettings settings)
    {
        var config = Checked(settings);
        if (settings.Config is { } user)
            config = config.WithFallback(user);
        if (settings.Embedded)
            config = config.WithFallback(ConfigurationFactory.ParseString(Own));
        return config
            .WithFallback(Resource("node.conf") ?? Config.Empty)
            .WithFallback(Resource("cluster.conf") ?? ConfigurationFactory.ParseString(Minimum))
            .WithFallback(Reference.Config);
    }

    /// <summary>Goes before the user's own: an address, an adapter or a second transport would open what was not checked.</summary>
    private static Config Checked(MemberSettings settings) => ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
        akka {
          # A program and its own processes know who is there: gossip, heartbeats and a leader would be a fifth of a process's start.
          actor.provider = {{(settings.Embedded ? "remote" : "cluster")}}
          coordinated-shutdown {
            # A task of the first phase stops a shutdown that a stranger's certificate would cause: see DialGuard.
            phases.before-service-unbind.recover = off

            # To leave takes a coordinated shutdown; to terminate must work without, and after one that was stopped.
            run-by-actor-system-terminate = off
          }
          cluster.roles = [{{string.Join(", ", settings.MoreRoles.Prepend(settings.Role).Select(Quoted))}}]
          cluster.seed-nodes = []
          remote {
            enabled-transports = ["akka.remote.dot-netty.tcp"]
            dot-netty.tcp {
              hostname = {{Quoted(ListenAddress.Bare(settings.Host))}}
              port = {{settings.Port}}
              public-hostname = {{Quoted(ListenAddress.Bare(settings.PublicHost ?? settings.Host))}}
              applied-adapters = []
              enable-ssl = {{(settings.Tls is null ? "off" : "on")}}
            }
          }
        }
        """));

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static Config? Resource(string name)
    {
        using var stream = typeof(SystemConfig).Assembly.GetManifestResourceStream($"ActorMap.{name}");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
