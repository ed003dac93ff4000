using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorMap.Tests.Shared;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Functions call here from whatever process they run in, and stay until they are let go: a spec knows what runs where.</summary>
internal sealed class Reception : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = Patience.Long;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Visit> _visits = [];
    private readonly List<(Func<Visit, bool> Wanted, TaskCompletionSource<Visit> Came)> _awaited = [];
    private readonly Func<Visit, bool> _stays;
    private readonly Task _serving;

    /// <param name="stays">Who stays until it is let go; the others leave at once.</param>
    public Reception(Func<Visit, bool> stays)
    {
        _stays = stays;
        _listener.Start(1024);
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<Visit> Visits
    {
        get
        {
            lock (_visits) return [.. _visits];
        }
    }

    /// <summary>What functions do: says who and where they are, and waits to be let go. The item, doubled.</summary>
    public static int Visit(int port, int item)
    {
        using var line = new TcpClient("127.0.0.1", port);
        using var stream = line.GetStream();
        stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {item}\n")));
        _ = stream.ReadByte();
        return 2 * item;
    }

    /// <summary>The first that is wanted, of those that came and those that will.</summary>
    public Task<Visit> ComesAsync(Func<Visit, bool> wanted)
    {
        lock (_visits)
        {
            var came = new TaskCompletionSource<Visit>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_visits.Find(visit => wanted(visit)) is { } visit) came.SetResult(visit);
            else _awaited.Add((wanted, came));
            return came.Task.WaitAsync(Deadline);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var visit in Visits) visit.Leave();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The spec is over.
        }
    }

    private async Task AnswerAsync(TcpClient line)
    {
        try
        {
            using var _ = line;
            using var reader = new StreamReader(line.GetStream());
            if (await reader.ReadLineAsync() is not { } text) return;
            var words = text.Split(' ');
            var visit = new Visit(int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
            var stays = _stays(visit);
            lock (_visits)
            {
                _visits.Add(visit);
                foreach (var (_, came) in _awaited.Where(awaited => awaited.Wanted(visit))) came.TrySetResult(visit);
            }

            if (stays) await visit.Left;
            await line.GetStream().WriteAsync(new byte[1]);
        }
        catch (IOException)
        {
            // Its process is gone.
        }
    }
}
