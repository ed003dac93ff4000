using ActorMap.Node.Nodes;
using ActorMap.Node.Programs;
using ActorMap.Node.Running;
using ActorMap.Node.Shell;
using ActorMap.Node.Status;

namespace ActorMap.Node;

/// <summary>The tool <c>actormap</c>. What answers without work is answered here, before a large assembly is loaded.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["--help" or "-h" or "help", ..]:
                return Streams.Print(Help.Tool);
            case ["--version" or "version"]:
                return Streams.Print($"actormap {ToolVersion.Text}\n");
            case [Launcher.Word, .. var rest]:
                return Launcher.Run(rest);
            case ["map", .. var rest] when rest.TakeWhile(word => word != "--").Any(word => word is "--help" or "-h"):
                return Streams.Print(Help.Map);
            case ["map", .. var rest]:
                return Run(() => MapCommand.RunAsync(rest));
            case ["node", .. var rest] when rest.Contains("--help") || rest.Contains("-h"):
                return Streams.Print(Help.Node);
            case ["node", .. var rest]:
                return Run(() => NodeCommand.RunAsync(rest));
            case ["status", .. var rest] when rest.Contains("--help") || rest.Contains("-h"):
                return Streams.Print(Help.Status);
            case ["status", .. var rest]:
                return Run(() => StatusCommand.RunAsync(rest));
            case []:
                return Misused(Help.Usage);
            default:
                return Misused($"actormap: there is no command '{args[0]}'.\n{Help.Usage}");
        }
    }

    private static int Misused(string text)
    {
        Streams.Tell(text);
        return ExitCode.Usage;
    }

    private static int Run(Func<Task<int>> command)
    {
        try
        {
            return command().GetAwaiter().GetResult();
        }
        catch (CommandException error)
        {
            Streams.Tell($"actormap: {error.Message}\n");
            return error.ExitCode;
        }
        catch (Exception defect)
        {
            // Whatever gets here was foreseen by nobody: a script must be able to tell it from a failed item.
            Streams.Tell($"actormap: a defect of ours, please report it: {defect}\n");
            return ExitCode.Defect;
        }
    }
}
