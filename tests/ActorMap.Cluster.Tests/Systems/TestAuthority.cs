using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>A certificate authority in a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly string _folder = Directory.CreateTempSubdirectory("actormap-tls-").FullName;
    private readonly X509Certificate2 _root;
    private int _count;

    public TestAuthority(string name = "Specs")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name} CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
        RootPath = Write("ca.pem", _root.ExportCertificatePem());
    }

    public string RootPath { get; }

    public string Folder => _folder;

    public TlsOptions Member(string host = "127.0.0.1", int fromDays = -1, int toDays = 1, params string[] usages)
    {
        using var certificate = Issue(host, fromDays, toDays, usages);
        var number = ++_count;
        return new TlsOptions
        {
            Certificate = Write($"{number}.pem", certificate.ExportCertificatePem()),
            Key = Write($"{number}.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            Authority = RootPath,
        };
    }

    public X509Certificate2 Issue(string host = "127.0.0.1", int fromDays = -1, int toDays = 1, params string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (usages.Length > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], false));
        using var issued = request.Create(_root, Now.AddDays(fromDays), Now.AddDays(toDays), Guid.NewGuid().ToByteArray());
        return issued.CopyWithPrivateKey(key);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
