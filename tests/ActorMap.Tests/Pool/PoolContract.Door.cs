using System.Net.Sockets;
using System.Text;

namespace ActorMap.Tests.Pool;

/// <summary>
/// How functions in other processes reach the spec: a socket in the specs' process, whose path every name carries. A question is a connection, so that one that
/// waits holds up no other: text is told to the witness of the name, no text passes its gate; the answer is one byte.
/// </summary>
internal static class Door
{
    // Only who makes names has a door of its own; elsewhere this stays unmade.
    private static readonly Lazy<string> Here = new(Open);

    public static string NewName() => $"{Here.Value}|{Guid.NewGuid():N}";

    public static bool IsHere(string name) => Here.IsValueCreated && name.StartsWith(Here.Value, StringComparison.Ordinal);

    /// <summary>Blocks until the answer comes.</summary>
    public static void Ask(string name, string? text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(Of(name));
        socket.Send(Question(name, text));
        socket.Shutdown(SocketShutdown.Send);
        Check(socket.Receive(new byte[1]));
    }

    public static async Task AskAsync(string name, string? text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(Of(name)).ConfigureAwait(false);
        await socket.SendAsync(Question(name, text)).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
        Check(await socket.ReceiveAsync(new byte[1]).ConfigureAwait(false));
    }

    private static UnixDomainSocketEndPoint Of(string name) => new(name[..name.IndexOf('|', StringComparison.Ordinal)]);

    private static byte[] Question(string name, string? text) => Encoding.UTF8.GetBytes(text is null ? name : $"{name}|{text}");

    private static void Check(int bytes)
    {
        if (bytes != 1) throw new IOException("The spec is gone.");
    }

    private static string Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"actormap-{Guid.NewGuid():N}"[..24]);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(512);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(path);
        _ = Task.Run(async () =>
        {
            while (true) _ = AnswerAsync(await listener.AcceptAsync());
        });
        return path;
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                using var question = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
                var parts = (await question.ReadToEndAsync()).Split('|', 3);
                var name = $"{parts[0]}|{parts[1]}";
                if (parts.Length == 3) Witness.Tell(name, parts[2]);
                else await Gate.PassAsync(name);
                await socket.SendAsync(new byte[1]);
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // Who asked did not wait for the answer: its process ended.
            }
        }
    }
}
