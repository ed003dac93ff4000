namespace ActorMap;

/// <summary>Mutual TLS between the members of a cluster: each shows a certificate, and each trusts one authority alone.</summary>
public sealed record TlsOptions
{
    /// <summary>This member's certificate: a PEM file (with <see cref="Key"/>), or a PKCS#12 file that holds its key.</summary>
    /// <value>A path. Needed.</value>
    public string? Certificate { get; init; }

    /// <summary>The private key of a PEM certificate.</summary>
    /// <value>A path. Default null: it is in the certificate's file.</value>
    public string? Key { get; init; }

    /// <summary>The certificate of the authority that signs every member's. The machine's own root store is not trusted.</summary>
    /// <value>A path to a PEM file. Needed.</value>
    public string? Authority { get; init; }
}
