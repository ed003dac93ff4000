using ActorMap.Node.Running;
using ActorMap.Node.Shell;
using Akka.Configuration;

namespace ActorMap.Node.Nodes;

/// <summary><c>actormap node</c>: from its words to its exit code.</summary>
internal static class NodeCommand
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        ErrorWriter.TakeConsole();
        var request = NodeRequest.Parse(arguments);
        using var signals = new NodeSignals();
        var functions = Functions(request);
        StartedNode node;
        try
        {
            node = await RemotePools.Told(() => StartedNode.StartAsync(request, Options(request, functions), signals.Token));
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return ExitCode.Done;
        }

        await using (node)
        {
            Streams.Tell(NodeGreeting.Text(request, node, functions));
            return await ServeAsync(request, node, signals);
        }
    }

    private static async Task<int> ServeAsync(NodeRequest request, StartedNode node, NodeSignals signals)
    {
        var ended = node.Ended;
        var idle = IdleWatch.WaitAsync(node, request.IdleTimeout, TimeProvider.System, signals.Token);
        await Task.WhenAny(ended, idle, signals.Told);
        if (ended.IsCompleted)
        {
            var code = await ended;
            Streams.Tell($"actormap: node {node.Address} is no member any more: {Reason(code)}\n");
            return code;
        }

        Streams.Tell(signals.Told.IsCompleted
            ? $"actormap: node {node.Address} leaves: what runs is finished or given back. Ctrl+C again stops at once.\n"
            : $"actormap: node {node.Address} leaves: it had no job for {request.IdleTimeout!.Value.TotalSeconds:0.###} s.\n");
        await node.DisposeAsync();
        return ExitCode.Done;
    }

    private static string Reason(int code) => code switch
    {
        0 => "it was told to leave.",
        3 => "the others took it for dead. Start it again.",
        75 => "another member broke with it for good. Start it again.",
        _ => "its actor system ended. The log above says why.",
    };

    /// <summary>What maps may ask of the node by name.</summary>
    internal static FunctionRegistry Functions(NodeRequest request)
    {
        var functions = NodeFunctions.Load(request.Functions);
        Programs.ProgramForms.Register(functions, request.AllowExec);
        return functions;
    }

    internal static NodeOptions Options(NodeRequest request, FunctionRegistry functions) => new()
    {
        Host = Hosts.Checked(request.Host, () => request.Host, request.PublicHost, request.Tls),
        PublicHost = request.PublicHost,
        Port = request.Port,
        Seeds = request.Join,
        Workers = request.Workers,
        Functions = functions,
        AllowCode = request.AllowCode,
        Tls = RemotePools.Tls(request.Tls),
        JoinTimeout = request.WaitTimeout,
        Config = request.Config is { } file ? Read(file) : null,
    };

    private static Config Read(string file)
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"--config: can't read {file}: {error.Message}", error);
        }
        catch (Exception error)
        {
            // The parser throws whatever it comes upon.
            throw CommandException.InputOutput($"--config: {file} is no HOCON: {error.Message}", error);
        }
    }
}
