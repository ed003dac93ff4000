using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorMap.Cluster.Processes;

namespace ActorMap.Dummy;

/// <summary>A node that does what the settings say, word by word.</summary>
internal sealed class DummyNode : IWorkerNode
{
    private readonly TaskCompletionSource<int> _ended = new();
    private bool _deaf;
    private TcpClient? _line;

    public string Address { get; private set; } = "nowhere";

    public Task<int> Ended => _ended.Task;

    public static async Task<IWorkerNode> StartAsync(WorkerArguments arguments, CancellationToken cancellationToken)
    {
        var node = new DummyNode();
        foreach (var word in arguments.Settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            await node.DoAsync(word.Split('=')).ConfigureAwait(false);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        if (_deaf) await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
        await Console.Error.WriteLineAsync("the node has left").ConfigureAwait(false);
        _line?.Dispose();
    }

    private async Task DoAsync(string[] word)
    {
        switch (word)
        {
            case ["address", var address]:
                Address = address;
                break;
            case ["fail"]:
                throw new InvalidOperationException("the port is taken");
            case ["print"]:
                Console.WriteLine("printed by user code");
                Console.WriteLine(WorkerProtocol.Text(new WorkerAnswer(1, "an impostor", null)));
                break;
            case ["read"]:
                Console.Error.WriteLine($"stdin says '{await Console.In.ReadToEndAsync().ConfigureAwait(false)}'");
                break;
            case ["load", var assembly]:
                Console.WriteLine($"loaded {System.Reflection.Assembly.Load(assembly).GetName().Name}");
                break;
            case ["deaf"]:
                _deaf = true;
                break;
            case ["stuck"]:
                // Exit handlers and threads of user code that never end.
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.CurrentThread.Join();
                new Thread(() => Thread.CurrentThread.Join()).Start();
                break;
            case ["end", var code]:
                _ended.SetResult(int.Parse(code, CultureInfo.InvariantCulture));
                break;
            case ["connect", var port]:
                // The connection breaks when this process is gone, whoever reaps it.
                _line = new TcpClient();
                await _line.ConnectAsync(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentException($"Unknown word: {string.Join('=', word)}");
        }
    }
}
