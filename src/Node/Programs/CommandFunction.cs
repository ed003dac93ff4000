using System.ComponentModel;
using System.Text;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Processes;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;
using CliWrap;

namespace ActorMap.Node.Programs;

/// <summary>A command line for each item, as GNU parallel runs them: what it prints is the result, and an exit code other than 0 the item's failure.</summary>
internal sealed class CommandFunction(string command) : IAsyncMapFunction<string?, RawText>, IWorkerStart
{
    // Ctrl+C of a terminal goes to all that run there, as does its end. What they mean is ours to decide: the first lets a command finish.
    private const string HeedNoTerminal = "trap '' INT HUP\n";

    private const int TooLong = 7;

    private CommandTemplate _template = null!;

    public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
    {
        // They are noted from here on.
        _ = GroupSignals.HaveCome;
        _template = new CommandTemplate(command);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<RawText> InvokeAsync(string? item, MapContext context)
    {
        // A null of JSON is no text: the empty word, as it is an empty line in results.
        item ??= string.Empty;
        if (item.Contains('\0', StringComparison.Ordinal)) throw new ProgramException("NUL", "the item has a NUL in it, which no command line can have");
        if (LosslessText.IndexOfLone(item) is >= 0 and var place)
            throw new ProgramException("no UTF-8", $"the item has the byte 0x{(byte)item[place]:X2} in it, which is no UTF-8, and so can't be given to a command. Put the input into UTF-8 first (iconv)");
        var before = !GroupSignals.HaveCome;
        var (bytes, exit, lastLines) = await RunAsync(item, context);

        // What ended with it because of a signal to both was not to end: it is finished in the time that is left.
        if (exit.Code != 0 && before && await GroupSignals.ComeAsync(exit.Signal)) (bytes, exit, lastLines) = await RunAsync(item, context);
        if (exit.Code != 0) throw Failed(exit, lastLines);
        return new RawText(bytes is [.. var line, (byte)'\n'] ? line : bytes);
    }

    private async Task<(byte[] Output, WorkerExit Exit, string LastLines)> RunAsync(string item, MapContext context)
    {
        using var output = new MemoryStream();
        var lastLines = new LastLines();
        var number = context.Worker.Number;
        var run = Cli.Wrap("/bin/sh").WithArguments(["-c", HeedNoTerminal + _template.Script]).WithEnvironmentVariables(_template.Variables(item, context.Index + 1))
            .WithValidation(CommandResultValidation.None).WithStandardOutputPipe(PipeTarget.ToStream(output, autoFlush: false))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(line =>
            {
                lastLines.Add(line);
                Streams.Tell($"[{number}] {line}\n");
            }, Encoding.UTF8));
        var result = await ResultAsync(run, item, context.CancellationToken);
        return (output.ToArray(), WorkerExit.Of(result.ExitCode), lastLines.ToString());
    }

    private static async Task<CommandResult> ResultAsync(Command run, string item, CancellationToken cancellation)
    {
        try
        {
            return await LivingCommands.RunAsync(run, cancellation);
        }
        catch (IOException) when (WorkingFolder.Explain() is { } why)
        {
            throw new ProgramException("start", why);
        }
        catch (Win32Exception error)
        {
            var why = error.InnerException as Win32Exception ?? error;
            throw why.NativeErrorCode == TooLong
                ? new ProgramException("too long", $"the item has {Encoding.UTF8.GetByteCount(item):N0} bytes, and with them the command is longer than the system allows (Linux: 128 KiB a word or variable). A program behind -- reads items of any length")
                : new ProgramException("start", $"/bin/sh can't be started: {why.Message}");
        }
    }

    private static ProgramException Failed(WorkerExit exit, string lastLines) => new(
        exit.Signal is { } signal ? $"signal {signal}" : $"exit code {exit.Code}", lastLines.Length > 0 ? lastLines : "the command said nothing on its standard error");
}
