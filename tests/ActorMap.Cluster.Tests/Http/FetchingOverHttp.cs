using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Http;

/// <summary>Whatever answers in a member's place, a blob is what its name says, or it is said what was wrong.</summary>
public sealed class FetchingOverHttp
{
    private static readonly byte[] Content = Blob.Content(300_000);
    private static readonly BlobId Name = BlobId.Of(Content);

    [Fact]
    public async Task A_body_that_ends_early_is_no_blob() =>
        await IsAsync(CarryProblem.Broken, "100,000 of 300,000 bytes", async stream =>
        {
            await stream.WriteAsync(Speaker.Head(Content.Length));
            await stream.WriteAsync(Content.AsMemory(0, 100_000));
        });

    [Fact]
    public async Task Other_bytes_are_no_blob() =>
        await IsAsync(CarryProblem.Broken, "sent other bytes than its name says", async stream =>
        {
            var other = (byte[])Content.Clone();
            other[^1] ^= 1;
            await stream.WriteAsync(Speaker.Head(other.Length));
            await stream.WriteAsync(other);
        });

    [Theory]
    [InlineData(300_001)]
    [InlineData(299_999)]
    [InlineData(5_000_000_000)]
    public async Task A_body_of_another_length_is_not_read(long length) =>
        await IsAsync(CarryProblem.Broken, $"would send {length:N0} bytes in its place", async stream =>
        {
            await stream.WriteAsync(Speaker.Head(length));
            await stream.WriteAsync(Content);
        });

    [Fact]
    public async Task A_body_without_end_is_not_read() =>
        await IsAsync(CarryProblem.Broken, "would send any number of bytes", async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            for (var i = 0; i < 1_000; i++) await stream.WriteAsync(Encoding.ASCII.GetBytes("4\r\nwell\r\n"));
        });

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n\r\n", "does not speak HTTP")]
    [InlineData("", "does not answer")]
    [InlineData("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "status 500")]
    [InlineData("HTTP/1.1 302 There\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "status 302")]
    public async Task Something_else_that_listens_there_is_said_to(string says, string why) =>
        await IsAsync(CarryProblem.Unreachable, why, async stream => await stream.WriteAsync(Encoding.ASCII.GetBytes(says)));

    [Fact]
    public async Task Headers_without_end_are_not_read() =>
        await IsAsync(CarryProblem.Unreachable, "", async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n"));
            for (var i = 0; i < 100_000; i++) await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-{i}: {new string('x', 100)}\r\n"));
        });

    [Fact]
    public async Task Where_nobody_listens_is_said_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = listener.LocalEndpoint.ToString()!;
        listener.Stop();
        using var client = Blob.Client();
        var carried = await client.FetchAsync(Name, address);

        Assert.Equal(CarryProblem.Unreachable, carried.Problem);
        Assert.Contains("nothing listens there", carried.Why, StringComparison.Ordinal);
    }

    /// <summary>A peer says where a blob is: without TLS it can't send this member to another machine.</summary>
    [Theory]
    [InlineData("10.0.0.1:80")]
    [InlineData("example.com:80")]
    [InlineData("127.0.0.1:80/admin?")]
    [InlineData("user@127.0.0.1:80")]
    [InlineData("127.0.0.1")]
    [InlineData("")]
    public async Task Nobody_is_asked_who_may_not_be_a_member(string address)
    {
        using var client = Blob.Client();
        var carried = await client.FetchAsync(Name, address);

        Assert.Equal((CarryProblem.Unreachable, "is no address of a member that may be asked"), (carried.Problem, carried.Why));
    }

    [Fact]
    public async Task Who_says_nothing_is_left_after_a_while()
    {
        var time = new FakeTimeProvider();
        await using var silent = new Speaker((_, _, over) => Task.Delay(Timeout.InfiniteTimeSpan, over));
        using var client = Blob.Client(time: time);
        var fetch = client.FetchAsync(Name, silent.Address, CancellationToken.None);
        var carried = await AdvancingAsync(time, fetch);

        Assert.Equal(CarryProblem.Unreachable, carried.Problem);
        Assert.Contains("did not answer within", carried.Why, StringComparison.Ordinal);
    }

    /// <summary>Of a body of which a buffer's worth has come and then next to nothing.</summary>
    [Fact]
    public async Task A_body_that_trickles_without_end_is_left_after_a_while()
    {
        var time = new FakeTimeProvider();
        var large = new byte[64 << 20];
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = new Speaker(async (stream, _, over) =>
        {
            await stream.WriteAsync(Speaker.Head(large.Length), over);
            await stream.WriteAsync(large.AsMemory(0, 32 << 20), over);
            sent.SetResult();
            while (true)
            {
                await stream.WriteAsync(new byte[1], over);
                await Task.Yield();
                over.ThrowIfCancellationRequested();
                time.Advance(TimeSpan.FromSeconds(1));
            }
        });
        using var client = Blob.Client(time: time);
        var fetch = client.FetchAsync(BlobId.Of(large), slow.Address, CancellationToken.None);
        await sent.Task.WaitAsync(Blob.Deadline);
        var carried = await fetch.WaitAsync(Blob.Deadline);

        Assert.Equal(CarryProblem.Broken, carried.Problem);
        Assert.Contains("sent less than 65,536 in 15 s", carried.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetch_that_nobody_waits_for_ends_at_once()
    {
        using var stop = new CancellationTokenSource();
        await using var silent = new Speaker(async (_, _, over) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, over);
        });
        using var client = Blob.Client();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.FetchAsync(Name, silent.Address, stop.Token).WaitAsync(Blob.Deadline));
    }

    private static async Task IsAsync(CarryProblem problem, string why, Func<NetworkStream, Task> answer)
    {
        await using var liar = new Speaker((stream, _, _) => answer(stream));
        using var client = Blob.Client();
        var carried = await client.FetchAsync(Name, liar.Address);

        Assert.Equal(problem, carried.Problem);
        Assert.Contains(why, carried.Why, StringComparison.Ordinal);
        Assert.True(carried.Bytes.IsEmpty);
    }

    private static async Task<Carried> AdvancingAsync(FakeTimeProvider time, Task<Carried> fetch)
    {
        while (!fetch.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await fetch;
    }
}
