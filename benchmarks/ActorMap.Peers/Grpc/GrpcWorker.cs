using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace ActorMap.Peers.Grpc;

/// <summary>One stream to a worker process: chunks go out, and their results come back in order.</summary>
internal sealed class GrpcWorker : IWorker
{
    public const int Scale = 1, Step = 2, Take = 3, Make = 4;

    private readonly Mapping.MappingClient _client;
    private readonly AsyncDuplexStreamingCall<Chunk, Outcome> _stream;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentQueue<TaskCompletionSource<Outcome>> _due = new();

    private GrpcWorker(Mapping.MappingClient client)
    {
        _client = client;
        _stream = client.Map();
        _ = ReadAsync();
    }

    public static async Task<IReadOnlyList<IWorker>> StartAsync(int count)
    {
        var addresses = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Children.StartAsync("grpc-worker")));
        return [.. addresses.Select(address => new GrpcWorker(new Mapping.MappingClient(GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = null, HttpHandler = new SocketsHttpHandler { InitialHttp2StreamWindowSize = 4 << 20 },
        }))))];
    }

    public async Task<int[]> ScaleAsync(Pair[] items) => [.. (await CallAsync(ChunkOf(Scale, items))).Scaled];

    public async Task<long[]> StepAsync(Pair[] items) => [.. (await CallAsync(ChunkOf(Step, items))).Stepped];

    public async Task<long> TakeAsync(byte[] item) => (await CallAsync(new Chunk { Kind = Take, Large = UnsafeByteOperations.UnsafeWrap(item) })).Taken;

    public async Task<byte[]> MakeAsync(int item) => (await CallAsync(new Chunk { Kind = Make, First = { item } })).Made.ToByteArray();

    public async Task<long> NextAsync(long item) => (await _client.NextAsync(new Number { Value = item })).Value;

    private static Chunk ChunkOf(int kind, Pair[] items)
    {
        var chunk = new Chunk { Kind = kind };
        (chunk.First.Capacity, chunk.Second.Capacity) = (items.Length, items.Length);
        foreach (var (first, second) in items)
        {
            chunk.First.Add(first);
            chunk.Second.Add(second);
        }

        return chunk;
    }

    private async Task<Outcome> CallAsync(Chunk chunk)
    {
        var outcome = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _writing.WaitAsync();
        try
        {
            _due.Enqueue(outcome);
            await _stream.RequestStream.WriteAsync(chunk);
        }
        finally
        {
            _writing.Release();
        }

        return await outcome.Task;
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var outcome in _stream.ResponseStream.ReadAllAsync())
            {
                if (_due.TryDequeue(out var due)) due.SetResult(outcome);
            }
        }
        catch (RpcException error)
        {
            while (_due.TryDequeue(out var due)) due.SetException(error);
        }
    }
}
