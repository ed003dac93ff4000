using ActorMap.Node.Nodes;
using ActorMap.Node.Programs;
using ActorMap.Node.Shell;

namespace ActorMap.Node;

/// <summary>The tool <c>actormap</c>. What answers without work is answered here, before a large assembly is loaded.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case [Launcher.Word, .. var rest]:
                return Launcher.Run(rest);
            case [IsolatedWorker.Word]:
                return IsolatedWorker.Run();
            case []:
                return Misused(Help.Usage);
            case ["--help" or "-h" or "help"] or ["help", "--help" or "-h"]:
                return Streams.Print(Help.Tool);
            case ["help", var name]:
                return ToolCommand.Find(name) is { } described ? Streams.Print(described.Help) : Unknown(name);
            case ["help", _, var more, ..]:
                return Misused($"actormap: help is about one command, and '{more}' is a word too many.\n{Help.Usage}");
            case ["--version", .. var rest]:
                return Run(ToolCommand.Find("version")!, rest);
            default:
                return ToolCommand.Find(args[0]) is { } command ? Run(command, args[1..]) : Unknown(args[0]);
        }
    }

    private static int Unknown(string name) => Misused($"actormap: there is no command '{name}'.\n{Help.Usage}");

    private static int Misused(string text)
    {
        Streams.Tell(text);
        return ExitCode.Usage;
    }

    private static int Run(ToolCommand command, string[] arguments)
    {
        // Behind -- stand another program's words: its --help is not ours.
        if (arguments.TakeWhile(word => word != "--").Any(word => word is "--help" or "-h")) return Streams.Print(command.Help);
        Streams.Prepare();
        try
        {
            return command.RunAsync(arguments).GetAwaiter().GetResult();
        }
        catch (CommandException error)
        {
            Streams.Tell($"actormap: {Binding.Excerpt.Shown(error.Message)}\n");
            return error.ExitCode;
        }
        catch (Exception error) when (SystemLimits.Explain(error) is { } why)
        {
            Streams.Tell($"actormap: {why}\n");
            return ExitCode.System;
        }
        catch (IOException) when (WorkingFolder.Explain() is { } why)
        {
            Streams.Tell($"actormap: {why}\n");
            return ExitCode.InputOutput;
        }
        catch (Exception defect)
        {
            // Whatever gets here was foreseen by nobody: a script must be able to tell it from a failed item.
            Streams.Tell($"actormap: a defect of ours, please report it: {defect}\n");
            return ExitCode.Defect;
        }
    }
}
