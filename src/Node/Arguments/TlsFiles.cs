using System.CommandLine;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>The files of mutual TLS, as they were named.</summary>
internal sealed record TlsFiles(string Certificate, string? Key, string Authority)
{
    /// <summary>The options to give to another member.</summary>
    internal string Words => $" --tls-cert CERT.pem --tls-key KEY.pem --tls-ca {Quoting.Word(Authority)}";

    internal static TlsFiles? Of(string? certificate, string? key, string? authority) => (certificate, key, authority) switch
    {
        (null, null, null) => null,
        ({ } own, _, { } root) => new TlsFiles(own, key, root),
        _ => throw CommandException.Usage("--tls-cert and --tls-ca are needed together (and --tls-key, where the key is in a file of its own)."),
    };
}

/// <summary>The names of the options of TLS.</summary>
internal sealed class TlsOptionSet
{
    private readonly Option<string?> _certificate = MapOptionSet.Text("--tls-cert");
    private readonly Option<string?> _key = MapOptionSet.Text("--tls-key");
    private readonly Option<string?> _authority = MapOptionSet.Text("--tls-ca");

    internal Option[] All => [_certificate, _key, _authority];

    internal TlsFiles? Read(ParseResult result) => TlsFiles.Of(result.GetValue(_certificate), result.GetValue(_key), result.GetValue(_authority));
}
