using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorMap.Cluster.Systems.Tls;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class CertificateSpecs : IDisposable
{
    private const string Server = "1.3.6.1.5.5.7.3.1";
    private const string Client = "1.3.6.1.5.5.7.3.2";

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void PEM_with_a_key_of_its_own_file_is_read() => Assert.True(Load(_authority.Member()).Certificate.HasPrivateKey);

    [Fact]
    public void PEM_with_the_key_in_the_same_file_is_read()
    {
        var member = _authority.Member();
        var both = _authority.Write("both.pem", File.ReadAllText(member.Certificate!) + "\n" + File.ReadAllText(member.Key!));

        Assert.True(Load(member with { Certificate = both, Key = null }).Certificate.HasPrivateKey);
    }

    [Fact]
    public void PKCS12_is_read()
    {
        using var certificate = _authority.Issue();
        var path = _authority.Write("member.p12", certificate.Export(X509ContentType.Pkcs12));

        Assert.True(Load(new TlsOptions { Certificate = path, Authority = _authority.RootPath }).Certificate.HasPrivateKey);
    }

    [Fact]
    public void A_path_that_is_wrong_is_named()
    {
        var member = _authority.Member();

        Refused("Tls.Certificate '/nowhere/a.pem' is not there", member with { Certificate = "/nowhere/a.pem" });
        Refused("Tls.Key '/nowhere/a.key' is not there", member with { Key = "/nowhere/a.key" });
        Refused("Tls.Authority '/nowhere/ca.pem' is not there", member with { Authority = "/nowhere/ca.pem" });
        Refused("Tls.Certificate is not set", member with { Certificate = null });
        Refused("Tls.Authority is not set", member with { Authority = null });
        Refused("can't be read", member with { Certificate = _authority.Folder });
    }

    [Fact]
    public void A_file_that_is_something_else_is_named()
    {
        var member = _authority.Member();
        using var certificate = _authority.Issue();
        var garbage = _authority.Write("garbage", "garbage");
        var locked = _authority.Write("locked.p12", certificate.Export(X509ContentType.Pkcs12, "secret"));
        var lockedKey = _authority.Write("locked.key", certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)));

        Refused("neither PEM nor a PKCS#12 file without a password", member with { Certificate = garbage, Key = null });
        Refused("neither PEM nor a PKCS#12 file without a password", member with { Certificate = locked, Key = null });
        Refused("neither PEM nor a PKCS#12 file without a password", member with { Certificate = garbage });
        Refused("neither PEM nor a PKCS#12 file without a password", member with { Certificate = _authority.Write("empty", "") });
        Refused("openssl x509 -inform DER", member with { Certificate = _authority.Write("member.cer", certificate.Export(X509ContentType.Cert)) });
        Refused("leave Tls.Key null", member with { Certificate = locked });
        Refused("with a password", member with { Key = lockedKey });
        Refused("with a password", member with { Key = _authority.Write("older.key", "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----\n") });
        Refused("holds no private key. Set Tls.Key", member with { Key = null });
        Refused("holds no private key", member with { Key = member.Certificate });
        Refused("holds no certificate", member with { Certificate = member.Key });
        Refused("does not hold the private key of the certificate", member with { Key = _authority.Member().Key });
        Refused("holds no self-signed certificate", member with { Authority = member.Certificate });
        Refused("holds no self-signed certificate", member with { Authority = garbage });
    }

    [Fact]
    public void A_certificate_that_others_would_refuse_does_not_start()
    {
        using var other = new TestAuthority("Other");

        Refused("expired at", _authority.Member(fromDays: -3, toDays: -1));
        Refused("not valid before", _authority.Member(fromDays: 1, toDays: 2));
        Refused("of another authority (CN=Other CA)", other.Member() with { Authority = _authority.RootPath });
        Refused("not for '127.0.0.1' but for 10.0.0.5", _authority.Member("10.0.0.5"));
        Refused("not for '127.0.0.1' but for node-1.example", _authority.Member("node-1.example"));
        Refused("needs clientAuth", _authority.Member(usages: Server));
        Refused("needs serverAuth", _authority.Member(usages: Client));
        Load(_authority.Member(usages: [Server, Client]));
    }

    [Fact]
    public void Host_names_and_addresses_are_those_of_the_subjectAltName()
    {
        var node = MemberTls.Load(_authority.Member("node-1.example"), "node-1.example", TimeProvider.System);

        Assert.Null(node.ServerRefusal(node.Certificate, null, "NODE-1.example"));
        Assert.Contains("'node-2.example'", node.ServerRefusal(node.Certificate, null, "node-2.example"), StringComparison.Ordinal);
        MemberTls.Load(_authority.Member("fd00::5"), "[fd00::5]", TimeProvider.System);
    }

    private static MemberTls Load(TlsOptions options) => MemberTls.Load(options, "127.0.0.1", TimeProvider.System);

    private static void Refused(string because, TlsOptions options) =>
        Assert.Contains(because, Assert.ThrowsAny<ArgumentException>(() => Load(options)).Message, StringComparison.Ordinal);
}
