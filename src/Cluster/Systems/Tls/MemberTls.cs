using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Event;
using Akka.Remote.Transport.DotNetty;

namespace ActorMap.Cluster.Systems.Tls;

/// <summary>A member's certificate, and its judgement of those of others: for remoting and for whatever else it listens with.</summary>
internal sealed class MemberTls
{
    private readonly Authority _authority;

    private MemberTls(X509Certificate2 certificate, Authority authority) => (Certificate, _authority) = (certificate, authority);

    public X509Certificate2 Certificate { get; }

    /// <summary>Reads the files and judges the own certificate as the others will: a member that they would refuse does not start.</summary>
    /// <exception cref="ArgumentException">A file is wrong, or the certificate is none that the others would accept.</exception>
    public static MemberTls Load(TlsOptions options, string ownHost, TimeProvider time)
    {
        var tls = new MemberTls(CertificateFiles.Own(options), new Authority(CertificateFiles.Authority(options), time));
        if ((tls.ServerRefusal(tls.Certificate, null, ownHost) ?? tls.ClientRefusal(tls.Certificate, null)) is { } why)
            throw new ArgumentException($"Tls.Certificate '{options.Certificate}' would be refused by every other member: {why}. Make one that Tls.Authority '{options.Authority}' signs, for {ownHost}: docs/operating-a-cluster.md, \"Certificates\".");
        return tls;
    }

    /// <summary>Null if the peer that was dialled as this host may be it; else why not.</summary>
    public string? ServerRefusal(X509Certificate2? certificate, X509Chain? shown, string host) =>
        _authority.Refusal(certificate, shown, Purpose.Answering)
        ?? (certificate!.MatchesHostname(ListenAddress.Bare(host), allowWildcards: true, allowCommonName: false)
            ? null
            : $"the certificate is not for '{ListenAddress.Bare(host)}' but for {Names(certificate)}");

    /// <summary>Null if whoever dialled this member is one of the authority's; else why not. Where it dialled from says nothing about its name.</summary>
    public string? ClientRefusal(X509Certificate2? certificate, X509Chain? shown) => _authority.Refusal(certificate, shown, Purpose.Dialling);

    public DotNettySslSetup Remoting() => new(Certificate, suppressValidation: false, requireMutualAuthentication: true, customValidator: Judge);

    /// <summary>How this member dials with TLS outside remoting; the reason of a refusal goes to <paramref name="refused"/>.</summary>
    public SslClientAuthenticationOptions Dialling(string host, Action<string> refused) => new()
    {
        TargetHost = ListenAddress.Bare(host),
        LocalCertificateSelectionCallback = (_, _, _, _, _) => Certificate,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            var why = ServerRefusal(certificate as X509Certificate2, chain, host);
            if (why is not null)
                refused(why);
            return why is null;
        },
    };

    /// <summary>How this member answers with TLS outside remoting; who is refused and why goes to <paramref name="refused"/>.</summary>
    public SslServerAuthenticationOptions Answering(Action<string?, string> refused) => new()
    {
        ServerCertificate = Certificate,
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            var why = ClientRefusal(certificate as X509Certificate2, chain);
            if (why is not null)
                refused(certificate?.Subject, why);
            return why is null;
        },
    };

    /// <summary>The platform's own judgement does not count: it knows the machine's roots, not the authority.</summary>
    private bool Judge(X509Certificate2? certificate, X509Chain? shown, string peer, SslPolicyErrors errors, ILoggingAdapter log)
    {
        // The peer is the address that was dialled, or the socket that dialled.
        var why = Address.TryParse(peer, out Address dialled) ? ServerRefusal(certificate, shown, dialled.Host) : ClientRefusal(certificate, shown);
        if (why is not null)
            Log.PeerRefused(log, peer, certificate?.Subject, why);
        return why is null;
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
        return string.Join(", ", names.DefaultIfEmpty("no name at all (it has no subjectAltName)"));
    }
}
