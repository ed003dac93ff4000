using System.Text.RegularExpressions;

namespace ActorMap.Node.Tests.Support;

/// <summary>A node as a process of its own, on a port that was free. It is killed with the spec.</summary>
internal sealed partial class RunningNode : IAsyncDisposable
{
    internal static readonly string Library = Path.Combine(AppContext.BaseDirectory, "ActorMap.Node.Tests.dll");

    private RunningNode(RunningTool tool, string address, string greeting) => (Tool, Address, Greeting) = (tool, address, greeting);

    internal RunningTool Tool { get; }

    internal string Address { get; }

    /// <summary>All that it said until it was up.</summary>
    internal string Greeting { get; }

    internal static Task<RunningNode> StartAsync(params string[] arguments) =>
        UpAsync(RunningTool.Start(["node", "--port", "0", .. arguments.Contains("-j") ? (string[])[] : ["-j", "1"], "--wait-timeout", "4m", .. arguments]));

    /// <summary>Of <c>actormap node</c>, the node when it is up.</summary>
    internal static async Task<RunningNode> UpAsync(RunningTool tool)
    {
        try
        {
            var said = string.Empty;
            while (await tool.ReadErrorLineAsync() is { } line)
            {
                said += line + "\n";
                if (Join().Match(said) is { Success: true } join && said.Contains("--cluster", StringComparison.Ordinal)) return new RunningNode(tool, join.Groups[1].Value, said);
            }

            throw new InvalidOperationException($"The node ended: {said}");
        }
        catch
        {
            await tool.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Tool.DisposeAsync();

    [GeneratedRegex(@"actormap node --join (\S+)")]
    private static partial Regex Join();
}
