using System.Globalization;
using ActorMap.Pool;
using ActorMap.Threading;
using Akka.Configuration;

namespace ActorMap.Cluster.Systems;

/// <summary>The configuration of a member: what was checked, then the user's, then the defaults.</summary>
internal static class SystemConfig
{
    /// <summary>A program and its own processes have lines between them, whatever they are told: no remoting, and no cluster (docs/decisions/0025-lines-to-own-processes.md).</summary>
    private const string Own = """
        akka.actor.provider = local
        akka.coordinated-shutdown.run-by-actor-system-terminate = off
        """;

    private const string Minimum = "akka.actor.provider = cluster";

    public static Config Of(MemberSettings settings)
    {
        var config = settings.Embedded ? ConfigurationFactory.ParseString(Own) : Checked(settings);
        if (settings.Config is { } user)
            config = config.WithFallback(user);
        config = config.WithFallback(Resource("node.conf") ?? Config.Empty);
        if (!settings.Embedded)
            config = config.WithFallback(Resource("cluster.conf") ?? ConfigurationFactory.ParseString(Minimum));
        config = config.WithFallback(Reference.Config);
        return settings.Embedded ? PlainTimes.OfOwnSystem(config) : config;
    }

    /// <summary>Goes before the user's own: an address, an adapter or a second transport would open what was not checked.</summary>
    private static Config Checked(MemberSettings settings) => ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
        akka {
          actor.provider = cluster
          coordinated-shutdown {
            # A task of the first phase stops a shutdown that a stranger's certificate would cause: see DialGuard.
            phases.before-service-unbind.recover = off

            # To leave takes a coordinated shutdown; to terminate must work without, and after one that was stopped.
            run-by-actor-system-terminate = off
          }
          cluster.roles = [{{string.Join(", ", settings.MoreRoles.Prepend(settings.Role).Select(ConfigText.Quoted))}}]
          cluster.seed-nodes = []
          remote {
            enabled-transports = ["akka.remote.dot-netty.tcp"]
            dot-netty.tcp {
              hostname = {{ConfigText.Quoted(ListenAddress.Bare(settings.Host))}}
              port = {{settings.Port}}
              public-hostname = {{ConfigText.Quoted(ListenAddress.Bare(settings.PublicHost ?? settings.Host))}}
              applied-adapters = []

              # Of .NET this shares the port with whoever listens there, and each gets some of the connections. One that was just left is free without it.
              tcp-reuse-addr = off
              enable-ssl = {{(settings.Tls is null ? "off" : "on")}}
            }
          }
        }
        """));

    private static Config? Resource(string name)
    {
        using var stream = typeof(SystemConfig).Assembly.GetManifestResourceStream($"ActorMap.{name}");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
