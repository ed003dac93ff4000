using System.Net;
using System.Net.Sockets;
using ActorMap.Tests.Shared;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Faults.Networks;

/// <summary>Where a member of a cluster is reached: what comes here is carried to the port on which it listens, and back, while the network is whole.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly PartingNetwork _network;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public Relay(PartingNetwork network)
    {
        (_network, Port) = (network, FreePort.Take());
        _listener.Start();
        PortOnTheWire = [3 << 3, (byte)(PublicPort | 0x80), (byte)((PublicPort >> 7) | 0x80), (byte)(PublicPort >> 14)];
        _serving = ServeAsync();
    }

    /// <summary>Where the member is to listen.</summary>
    public int Port { get; }

    /// <summary>Makes the member call itself by the relay's port: remoting takes no message for any other address.</summary>
    public Config Config => ConfigurationFactory.ParseString(FormattableString.Invariant($"akka.remote.dot-netty.tcp.public-port = {PublicPort}"));

    /// <summary>The port in a message of remoting's; ports of listeners that may choose are above 16,383, so three bytes.</summary>
    internal byte[] PortOnTheWire { get; }

    /// <summary>What the member is called.</summary>
    public string Address => FormattableString.Invariant($"127.0.0.1:{PublicPort}");

    private int PublicPort => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true) carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient dialler)
    {
        using var from = dialler;
        using var to = new TcpClient();
        try
        {
            var greeting = new byte[16 << 10];
            var length = await from.GetStream().ReadAsync(greeting, _end.Token);
            if (length == 0) return;
            var who = _network.WhoDials(greeting.AsSpan(0, length));
            await _network.PassesAsync(this, who);
            await to.ConnectAsync(IPAddress.Loopback, Port, _end.Token);
            await to.GetStream().WriteAsync(greeting.AsMemory(0, length), _end.Token);
            await Task.WhenAny(PumpAsync(from, to, who), PumpAsync(to, from, who));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // One of the two is gone, or the spec is over: the other hears it when its connection is closed.
        }
    }

    /// <summary>That a connection has ended is not known on the other side either, while the network is parted.</summary>
    private async Task PumpAsync(TcpClient from, TcpClient to, Relay? who)
    {
        var bytes = new byte[16 << 10];
        try
        {
            while (await from.GetStream().ReadAsync(bytes, _end.Token) is > 0 and var length)
            {
                await _network.PassesAsync(this, who);
                await to.GetStream().WriteAsync(bytes.AsMemory(0, length), _end.Token);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // As if it had been closed.
        }

        await _network.PassesAsync(this, who);
    }
}
