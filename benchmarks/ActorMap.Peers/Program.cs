using System.Globalization;
using ActorMap.Benchmarks.Harness;
using ActorMap.Peers;
using ActorMap.Peers.Grpc;
using ActorMap.Peers.Orleans;

// ENGINE WORK COUNT STEPS PROCESSES: reads `warm` or `round`, line by line, and answers with a sample.
int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
switch (args)
{
    case ["grpc-worker"]:
        return await GrpcServer.RunAsync();
    case ["orleans-silo", var port, var gateway, var primary]:
        return await SiloProcess.RunAsync(Number(port), Number(gateway), Number(primary));
    case ["grpc", var work, var count, var steps, var processes]:
        return await PeerHost.RunAsync(Peers.Create(work, Number(count), Number(steps), await GrpcWorker.StartAsync(Number(processes))));
    case ["orleans", var work, var count, var steps, var processes]:
        return await PeerHost.RunAsync(Peers.Create(work, Number(count), Number(steps), await OrleansWorker.StartAsync(Number(processes))));
    default:
        Console.Error.WriteLine("This is started by benchmarks/run.sh.");
        return 2;
}
