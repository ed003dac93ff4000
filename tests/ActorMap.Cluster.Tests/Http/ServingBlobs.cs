using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Http;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Http;

/// <summary>What a member answers to whoever asks over HTTP: the blob, or a short no. It is unharmed by all of it.</summary>
public sealed class ServingBlobs : IAsyncLifetime
{
    private readonly BlobStore _store = new(long.MaxValue, spare: 0);
    private readonly HttpClient _http = new() { Timeout = Blob.Deadline };
    private readonly byte[] _content = Blob.Content(1_000_000);
    private BlobServer _server = null!;
    private string _address = null!;
    private BlobId _blob;

    public async Task InitializeAsync()
    {
        (_server, _address) = await Blob.ServeAsync(_store);
        _blob = _store.Offer(_content);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_537)]
    [InlineData(20_000_000)]
    public async Task A_blob_of_any_length_comes_whole(int length)
    {
        var content = Blob.Content(length);
        var blob = _store.Offer(content);
        using var client = Blob.Client();
        var carried = await client.FetchAsync(blob, _address);

        Assert.Equal((CarryProblem.None, ""), (carried.Problem, carried.Why));
        Assert.True(content.AsSpan().SequenceEqual(carried.Bytes.Span));
        Assert.Equal(length, _store.BytesServed);
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=10-19", 10, 20)]
    [InlineData("bytes=999999-", 999_999, 1_000_000)]
    [InlineData("bytes=-5", 999_995, 1_000_000)]
    [InlineData("bytes=-5000000", 0, 1_000_000)]
    [InlineData("bytes=5-99999999", 5, 1_000_000)]
    public async Task A_range_comes_as_it_is_asked_for(string range, int start, int end)
    {
        using var response = await AskAsync(BlobPath.Of(_blob), range);

        Assert.Equal(end - start == _content.Length ? HttpStatusCode.OK : HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(_content[start..end], await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=1000000-")]
    [InlineData("bytes=9223372036854775807-")]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=-0")]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("items=0-1")]
    [InlineData("bytes=99999999999999999999-1")]
    [InlineData("nonsense")]
    public async Task An_absurd_range_is_refused(string range)
    {
        using var response = await AskAsync(BlobPath.Of(_blob), range);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        await IsUnharmedAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/blobs/")]
    [InlineData("/blobs/../blobs/x-1")]
    [InlineData("/blobs/zz00000000000000000000000000000000000000000000000000000000000000-10")]
    [InlineData("/blobs/0000000000000000000000000000000000000000000000000000000000000000-10")]
    [InlineData("/blobs/0000000000000000000000000000000000000000000000000000000000000000--1")]
    [InlineData("/blobs/0000000000000000000000000000000000000000000000000000000000000000-99999999999999999999")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var response = await AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await IsUnharmedAsync();
    }

    [Fact]
    public async Task A_blob_of_the_right_hash_and_another_length_is_not_found()
    {
        using var response = await AskAsync(BlobPath.Of(_blob with { Length = 5 }));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_but_GET_is_answered()
    {
        using var response = await _http.DeleteAsync(new Uri($"http://{_address}{BlobPath.Of(_blob)}"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        await IsUnharmedAsync();
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003")]
    [InlineData("hello?\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("GET /blobs/x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("GET /{2000} HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: {9000}\r\n\r\n")]
    public async Task Garbage_costs_its_connection_and_nothing_else(string text)
    {
        var garbage = text.Replace("{2000}", new string('x', 2_000), StringComparison.Ordinal).Replace("{9000}", new string('x', 9_000), StringComparison.Ordinal);
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPEndPoint.Parse(_address));
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(garbage));
        Assert.DoesNotContain(" 200 ", await AllOfAsync(stream), StringComparison.Ordinal);
        await IsUnharmedAsync();
    }

    [Fact]
    public async Task A_reader_that_goes_away_in_the_middle_holds_nothing()
    {
        var blob = _store.Offer(Blob.Content(30_000_000));
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync(IPEndPoint.Parse(_address));
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {BlobPath.Of(blob)} HTTP/1.1\r\nHost: a\r\n\r\n"));
            await connection.GetStream().ReadExactlyAsync(new byte[100_000]);
        }

        // It is held by nobody then, and there is no room for what nobody holds.
        _store.Release(blob);
        Assert.True(SpinWait.SpinUntil(() => !_store.Has(blob), Blob.Deadline));
        await IsUnharmedAsync();
    }

    [Fact]
    public async Task A_released_blob_is_gone_for_others_too()
    {
        _store.Release(_blob);
        using var client = Blob.Client();
        Assert.Equal(CarryProblem.NotThere, (await client.FetchAsync(_blob, _address)).Problem);
        Assert.Equal(0, _store.Bytes);
        _store.Offer(_content);
    }

    [Fact]
    public async Task When_it_ends_its_port_is_free()
    {
        await _server.DisposeAsync();
        using var listener = new TcpListener(IPEndPoint.Parse(_address));
        listener.Start();
    }

    private async Task IsUnharmedAsync()
    {
        using var client = Blob.Client();
        Assert.Equal(CarryProblem.None, (await client.FetchAsync(_blob, _address)).Problem);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{_address}{path}"));
        if (range is not null) request.Headers.TryAddWithoutValidation("Range", range);
        return await _http.SendAsync(request);
    }

    private static async Task<string> AllOfAsync(NetworkStream stream)
    {
        using var late = new CancellationTokenSource(Blob.Deadline);
        var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, late.Token);
        }
        catch (IOException)
        {
            // It was broken off, which is an answer, too.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }
}
