using CsCheck;

namespace ActorMap.Tests.Simulation;

/// <summary>Checks generated cases: always the same ones, so that a spec does not fail today for what was there yesterday.</summary>
internal static class Cases
{
    private const int TriesToShrink = 300;

    /// <summary>The cases of a range of numbers. The first that goes wrong is told with its seed, and with the smallest like it that CsCheck finds.</summary>
    public static void Hold<T>(Gen<T> cases, int count, Action<T> check, Func<T, string>? print = null, int first = 0)
    {
        for (var number = first; number < first + count; number++)
        {
            var random = new PCG((uint)number, 1);
            var seed = random.ToString();
            var generated = cases.Generate(random, null, out _);
            try
            {
                check(generated);
            }
            catch (Exception error)
            {
                throw new CaseException($"Seed \"{seed}\": {error.Message}{Environment.NewLine}{Smaller(cases, check, print, seed)}", error);
            }
        }
    }

    /// <summary>The case of a seed, as a failure has told it.</summary>
    public static T Of<T>(Gen<T> cases, string seed) => cases.Generate(PCG.Parse(seed), null, out _);

    private static string Smaller<T>(Gen<T> cases, Action<T> check, Func<T, string>? print, string seed)
    {
        try
        {
            cases.Sample(check, seed: seed, iter: TriesToShrink, threads: 1, print: print);
            return "It went right the second time: it is not deterministic.";
        }
        catch (CsCheckException smallest)
        {
            return smallest.Message;
        }
    }
}

/// <summary>A case that went wrong.</summary>
internal sealed class CaseException(string message, Exception? inner = null) : Exception(message, inner);
