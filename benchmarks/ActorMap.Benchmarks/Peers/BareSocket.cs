using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Works;

namespace ActorMap.Benchmarks.Peers;

/// <summary>What loopback can do: a process at the other end of a plain TCP connection, each side with a thread that does nothing but write and read. No chunks, no order, no recovery.</summary>
internal sealed class BareSocket : IDisposable
{
    private const int Take = 1, Make = 2, Keep = 3;
    private readonly Socket _socket;
    private readonly Process _process;

    private BareSocket(Socket socket, Process process) => (_socket, _process) = (socket, process);

    public int Pid => _process.Id;

    public static async Task<BareSocket[]> StartAsync(int count)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        var sockets = new BareSocket[count];
        for (var i = 0; i < count; i++)
        {
            var process = PeerProcess.Start(Environment.ProcessPath!, ["socket", port]);
            sockets[i] = new BareSocket(await listener.AcceptAsync(), process);
            sockets[i]._socket.NoDelay = true;
        }

        return sockets;
    }

    /// <summary>The other process: serves until the connection ends.</summary>
    public static int Serve(string port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        var head = new byte[8];
        var buffer = new byte[LargeItems.Size];
        var kept = new List<byte[]>();
        while (TryReceive(socket, head))
        {
            var (kind, number) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)));
            if (kind == Make)
            {
                Send(socket, LargeItems.Create(number));
                continue;
            }

            var item = kind == Keep ? new byte[number] : buffer;
            Receive(socket, item);
            if (kind == Keep) kept.Add(item);
            BinaryPrimitives.WriteInt64LittleEndian(head, LargeItems.Sum(item));
            Send(socket, head);
        }

        return 0;
    }

    /// <summary>Each process has its share of the items; they follow each other without a pause.</summary>
    public static Task<long[]> TakeAsync(BareSocket[] sockets, byte[][] items) => MapAsync(sockets, items, Take, item => (LargeItems.Size, item), () => new byte[8], answer => BinaryPrimitives.ReadInt64LittleEndian(answer));

    public static Task<byte[][]> MakeAsync(BareSocket[] sockets, int[] numbers) => MapAsync(sockets, numbers, Make, number => (number, []), () => new byte[LargeItems.Size], item => item);

    /// <summary>Every process has a copy.</summary>
    public static async Task<long[]> KeepAsync(BareSocket[] sockets, byte[] state) =>
        [.. (await Task.WhenAll(sockets.Select(socket => MapAsync([socket], [state], Keep, item => (item.Length, item), () => new byte[8], answer => BinaryPrimitives.ReadInt64LittleEndian(answer))))).Select(answers => answers[0])];

    public void Dispose()
    {
        _socket.Dispose();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<TOut[]> MapAsync<TIn, TOut>(BareSocket[] sockets, TIn[] items, int kind, Func<TIn, (int Number, byte[] Bytes)> request, Func<byte[]> answer, Func<byte[], TOut> read)
    {
        var results = new TOut[items.Length];
        var share = (items.Length + sockets.Length - 1) / sockets.Length;
        await Task.WhenAll(sockets.SelectMany((socket, at) =>
        {
            var (from, to) = (at * share, Math.Min(items.Length, (at + 1) * share));
            return new[]
            {
                OnThread(() =>
                {
                    var head = new byte[8];
                    for (var i = from; i < to; i++)
                    {
                        var (number, bytes) = request(items[i]);
                        BinaryPrimitives.WriteInt32LittleEndian(head, kind);
                        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), number);
                        Send(socket._socket, head);
                        Send(socket._socket, bytes);
                    }
                }),
                OnThread(() =>
                {
                    for (var i = from; i < to; i++)
                    {
                        var bytes = answer();
                        Receive(socket._socket, bytes);
                        results[i] = read(bytes);
                    }
                }),
            };
        }));
        return results;
    }

    private static Task OnThread(Action action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[socket.Send(bytes)..];
    }

    private static void Receive(Socket socket, Span<byte> bytes)
    {
        if (!TryReceive(socket, bytes)) throw new InvalidOperationException("The connection ended.");
    }

    private static bool TryReceive(Socket socket, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = socket.Receive(bytes);
            if (read == 0) return false;
            bytes = bytes[read..];
        }

        return true;
    }
}
