using System.Net;
using ActorMap.Benchmarks.Works;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ActorMap.Peers.Grpc;

/// <summary>A worker process that is reached by gRPC.</summary>
internal sealed class GrpcServer : Mapping.MappingBase
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            (server.Limits.Http2.InitialStreamWindowSize, server.Limits.Http2.InitialConnectionWindowSize) = (4 << 20, 4 << 20);
        });
        await using var app = builder.Build();
        app.MapGrpcService<GrpcServer>();
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public override async Task Map(IAsyncStreamReader<Chunk> requestStream, IServerStreamWriter<Outcome> responseStream, ServerCallContext context)
    {
        await foreach (var chunk in requestStream.ReadAllAsync()) await responseStream.WriteAsync(Run(chunk));
    }

    public override Task<Number> Next(Number request, ServerCallContext context) => Task.FromResult(new Number { Value = request.Value + 1 });

    private static Outcome Run(Chunk chunk)
    {
        var outcome = new Outcome();
        switch (chunk.Kind)
        {
            case GrpcWorker.Scale:
                outcome.Scaled.Capacity = chunk.First.Count;
                for (var i = 0; i < chunk.First.Count; i++) outcome.Scaled.Add(Functions.Scale(chunk.First[i], chunk.Second[i]));
                break;
            case GrpcWorker.Step:
                outcome.Stepped.Capacity = chunk.First.Count;
                for (var i = 0; i < chunk.First.Count; i++) outcome.Stepped.Add(Functions.Step(chunk.First[i], chunk.Second[i]));
                break;
            case GrpcWorker.Take:
                outcome.Taken = LargeItems.Sum(chunk.Large.Span);
                break;
            case GrpcWorker.Make:
                outcome.Made = UnsafeByteOperations.UnsafeWrap(LargeItems.Create(chunk.First[0]));
                break;
        }

        return outcome;
    }
}
