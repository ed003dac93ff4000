using System.Runtime.InteropServices;
using ActorMap.Cluster.Sessions;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Shell;

/// <summary><c>actormap version</c>: what to tell when something does not work with something else.</summary>
internal static class VersionCommand
{
    internal static Task<int> RunAsync(string[] arguments) => Task.FromResult(arguments is [] ? Streams.Print(Text()) : Parsed(arguments));

    /// <summary>Apart, so that the plain form parses nothing.</summary>
    private static int Parsed(string[] arguments)
    {
        var options = new VersionOptionSet();
        return Streams.Print(CommandLine.Parse("version", arguments, options.All).GetValue(options.Json) ? Json() : Text());
    }

    private static string Text() =>
        $"actormap {ToolVersion.Text}\nframework  {RuntimeInformation.FrameworkDescription}\nprotocol   {Protocol.Version}, codec {Protocol.Codec}\n"
        + (ToolVersion.Commit is { } commit ? $"commit     {commit}\n" : string.Empty);

    private static string Json() =>
        $"{{\"version\":\"{ToolVersion.Text}\",\"framework\":\"{RuntimeInformation.FrameworkDescription}\",\"protocol\":{Protocol.Version},\"codec\":{Protocol.Codec},"
        + $"\"commit\":{(ToolVersion.Commit is { } commit ? $"\"{commit}\"" : "null")}}}\n";
}
