using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorMap.Tests.Shared;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Functions call here from whatever process they run in, and stay until they are let go: a spec knows what runs where.</summary>
internal sealed class Reception : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = Patience.Long;

    private readonly Socket _listener;
    private readonly List<Visit> _visits = [];
    private readonly List<(Func<Visit, bool> Wanted, TaskCompletionSource<Visit> Came)> _awaited = [];
    private readonly Func<Visit, bool> _stays;
    private readonly Task _serving;

    /// <param name="stays">Who stays until it is let go; the others leave at once.</param>
    public Reception(Func<Visit, bool> stays)
        : this(stays, new IPEndPoint(IPAddress.Loopback, 0))
    {
    }

    /// <param name="stays">Who stays until it is let go; the others leave at once.</param>
    /// <param name="file">A name that is free. Whoever sees the file can call, whatever network it is in.</param>
    public Reception(Func<Visit, bool> stays, string file)
        : this(stays, new UnixDomainSocketEndPoint(file))
    {
    }

    private Reception(Func<Visit, bool> stays, EndPoint place)
    {
        (_stays, _listener) = (stays, SocketFor(place));
        _listener.Bind(place);
        _listener.Listen(1024);
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public IReadOnlyList<Visit> Visits
    {
        get
        {
            lock (_visits) return [.. _visits];
        }
    }

    /// <summary>What functions do: says who and where they are, and waits to be let go. The item, doubled.</summary>
    public static int Visit(int port, int item) => Visit(new IPEndPoint(IPAddress.Loopback, port), item);

    public static int Visit(string file, int item) => Visit(new UnixDomainSocketEndPoint(file), item);

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
        _listener.Dispose();
        foreach (var visit in Visits) visit.Leave();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The spec is over.
        }
    }

    private static int Visit(EndPoint place, int item)
    {
        using var line = SocketFor(place);
        line.Connect(place);
        line.Send(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {item}\n")));
        line.Receive(new byte[1]);
        return 2 * item;
    }

    private static Socket SocketFor(EndPoint place) => new(place.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);

    private async Task AnswerAsync(Socket line)
    {
        try
        {
            await using var stream = new NetworkStream(line, ownsSocket: true);
            using var reader = new StreamReader(stream);
            if (await reader.ReadLineAsync() is not { } text) return;
            var words = text.Split(' ');
            var visit = new Visit(int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
            bool stays;
            lock (_visits)
            {
                stays = _stays(visit);
                _visits.Add(visit);
                foreach (var (_, came) in _awaited.Where(awaited => awaited.Wanted(visit))) came.TrySetResult(visit);
            }

            if (stays) await visit.Left;
            await stream.WriteAsync(new byte[1]);
        }
        catch (IOException)
        {
            // Its process is gone.
        }
    }
}
