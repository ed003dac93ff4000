using System.Collections.Concurrent;

namespace ActorMap.Node.Programs;

/// <summary>The programs that run: an end of this process that waits for nobody takes them along. (Where it is killed, Linux does.)</summary>
internal static class LivingPrograms
{
    private static readonly ConcurrentDictionary<ProgramProcess, bool> Living = new();

    static LivingPrograms() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    internal static void Add(ProgramProcess program) => Living[program] = true;

    internal static void Remove(ProgramProcess program) => Living.TryRemove(program, out _);

    private static void KillAll()
    {
        foreach (var program in Living.Keys) program.Kill();
    }
}
