using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorMap.Cluster.Systems.Tls;

/// <summary>Reads what <see cref="TlsOptions"/> names, and says which file is wrong and how.</summary>
internal static class CertificateFiles
{
    private const string Pem = "-----BEGIN ";

    /// <exception cref="ArgumentException">A path is wrong, or the file is not what it should be.</exception>
    public static X509Certificate2 Own(TlsOptions options)
    {
        var bytes = Read(options.Certificate, "Certificate");
        return IsPem(bytes) ? FromPem(options, Text(bytes)) : FromPkcs12(options, bytes);
    }

    /// <exception cref="ArgumentException">The path is wrong, or the file holds no root certificate.</exception>
    public static X509Certificate2Collection Authority(TlsOptions options)
    {
        var bytes = Read(options.Authority, "Authority");
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Text(bytes));
        }
        catch (CryptographicException error)
        {
            throw Wrong("Authority", options.Authority, $"can't be read as PEM ({error.Message}). Write it with: openssl x509 -in FILE -out FILE.pem", error);
        }
        if (!all.Any(IsRoot))
            throw Wrong("Authority", options.Authority, "holds no self-signed certificate. It must hold the root that signed every member's certificate, as PEM");
        return all;
    }

    public static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static X509Certificate2 FromPem(TlsOptions options, string certificate)
    {
        var (name, path) = options.Key is null ? ("Certificate", options.Certificate) : ("Key", options.Key);
        var key = options.Key is null ? certificate : Text(Read(options.Key, "Key"));
        if (!certificate.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
            throw Wrong("Certificate", options.Certificate, "holds no certificate. It must begin with -----BEGIN CERTIFICATE-----");
        if (key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) || key.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            throw Wrong(name, path, "holds a private key with a password, and nobody is there to type it. Write it without, readable for the node's user alone: openssl pkey -in FILE -out KEY");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw Wrong(name, path, options.Key is null ? "holds no private key. Set Tls.Key to the file that does" : "holds no private key. It must have a line -----BEGIN PRIVATE KEY-----");
        try
        {
            using var read = X509Certificate2.CreateFromPem(certificate, key);
            // Where the key is only in memory, Windows does not use it for TLS: through PKCS#12 it does.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Wrong(name, path, $"does not hold the private key of the certificate in {options.Certificate} ({error.Message})", error);
        }
    }

    private static X509Certificate2 FromPkcs12(TlsOptions options, byte[] bytes)
    {
        var kind = KindOf(bytes);
        if (kind == X509ContentType.Cert)
            throw Wrong("Certificate", options.Certificate, "is a certificate in DER, with no key in it. Write it as PEM, and set Tls.Key to the file that holds its key: openssl x509 -inform DER -in FILE -out FILE.pem");
        if (options.Key is not null && kind == X509ContentType.Pkcs12)
            throw Wrong("Certificate", options.Certificate, "is not PEM, and Tls.Key is set. With a PKCS#12 file, which holds its key, leave Tls.Key null");
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadPkcs12(bytes, null);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Wrong("Certificate", options.Certificate, "is neither PEM nor a PKCS#12 file without a password. Write one with: openssl pkcs12 -export -passout pass: -in CERTIFICATE -inkey KEY -out FILE.p12", error);
        }
        return certificate.HasPrivateKey ? certificate : throw Wrong("Certificate", options.Certificate, "holds no private key. Export it with its key: openssl pkcs12 -export -inkey KEY …");
    }

    private static X509ContentType KindOf(byte[] bytes)
    {
        try
        {
            return X509Certificate2.GetCertContentType(bytes);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return X509ContentType.Unknown;
        }
    }

    private static byte[] Read(string? path, string option)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ArgumentException($"Tls.{option} is not set. Mutual TLS needs Certificate (with Key, where it is PEM) and Authority. docs/operating-a-cluster.md makes them step by step.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong(option, path, $"is not there. It is looked for at {Path.GetFullPath(path)}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong(option, path, $"can't be read: {error.Message}", error);
        }
    }

    private static bool IsPem(byte[] bytes) => Text(bytes).Contains(Pem, StringComparison.Ordinal);

    private static string Text(byte[] bytes) => System.Text.Encoding.ASCII.GetString(bytes);

    private static ArgumentException Wrong(string option, string? path, string what, Exception? error = null) => new($"Tls.{option} '{path}' {what}.", error);
}
