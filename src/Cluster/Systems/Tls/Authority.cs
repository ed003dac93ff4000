using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorMap.Cluster.Systems.Tls;

/// <summary>The one authority whose certificates are trusted, whatever the machine's own root store says.</summary>
internal sealed class Authority(X509Certificate2Collection certificates, TimeProvider time)
{
    /// <summary>Null if the certificate is of this authority, of today and for this purpose; else why not.</summary>
    public string? Refusal(X509Certificate2? certificate, X509Chain? shown, Purpose purpose)
    {
        if (certificate is null)
            return "no certificate was shown";
        var now = time.GetUtcNow();
        if (now < certificate.NotBefore.ToUniversalTime())
            return $"the certificate is not valid before {Written(certificate.NotBefore)} (it is {Written(now.UtcDateTime)})";
        if (now > certificate.NotAfter.ToUniversalTime())
            return $"the certificate expired at {Written(certificate.NotAfter)} (it is {Written(now.UtcDateTime)})";
        using var chain = Chain(shown, purpose, now);
        return chain.Build(certificate) ? null : Why(certificate, chain, purpose);
    }

    private X509Chain Chain(X509Chain? shown, Purpose purpose, DateTimeOffset now)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(certificates.Where(CertificateFiles.IsRoot).ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Where(certificate => !CertificateFiles.IsRoot(certificate)).ToArray());
        if (shown is not null)
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose.Id));
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        // An authority of one's own seldom publishes what it revoked, and what a stranger's certificate names must not be fetched.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain;
    }

    private static string Why(X509Certificate2 certificate, X509Chain chain, Purpose purpose)
    {
        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        if ((flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
            return $"the certificate is of another authority ({certificate.Issuer})";
        if ((flags & X509ChainStatusFlags.NotValidForUsage) != 0)
            return $"the certificate is not for {purpose.Name} (its extended key usage needs {purpose.Usage})";
        return string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
    }

    private static string Written(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
