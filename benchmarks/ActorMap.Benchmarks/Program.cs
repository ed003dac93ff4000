using System.Globalization;
using ActorMap.Benchmarks.Guard;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Micro;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks;

/// <summary>The runner, and the processes that it starts of itself: one for each peer, so that none lives in the heap or the profile of another.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["first", var kind]:
                return await FirstResult.RunAsync(kind);
            case ["peer", var work, var peer, .. var rest]:
                return await PeerHost.RunAsync(Catalogue.Find(work, Settings.Parse(rest)).Find(peer));
            case ["answer"]:
                return await RemoteAsk.AnswerAsync();
            case ["socket", var port]:
                return BareSocket.Serve(port);
            case ["guard", .. var rest]:
                return await Guardian.RunAsync(rest);
            case ["guard-loop", var count]:
                return await InstructionProbe.LoopAsync(int.Parse(count, CultureInfo.InvariantCulture));
            case ["guard-code"]:
                return await CompiledProbe.GoAsync();
            case ["micro", .. var rest]:
                return MicroBenchmarks.Run(rest);
            case ["help" or "--help" or "-h", ..]:
                Console.WriteLine(Settings.Usage(Catalogue.Names));
                return 0;
        }

        try
        {
            if (args is not ["look", .. var words]) return await Runner.RunAsync(Settings.Parse(args));
            Catalogue.Chosen(Settings.Parse(words));
            return 0;
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync($"{error.Message}\n{Settings.Usage(Catalogue.Names)}");
            return 2;
        }
        catch (Exception error) when (error is InvalidOperationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
