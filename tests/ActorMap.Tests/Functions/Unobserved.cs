using System.Runtime.CompilerServices;

namespace ActorMap.Tests.Functions;

/// <summary>What the collector finds of tasks that failed and that nobody looked at, as a program is told of it.</summary>
internal static class Unobserved
{
    private const int Collections = 20;

    /// <param name="what">The message of the exception.</param>
    /// <param name="act">Leaves the task to nobody.</param>
    public static bool IsTold(string what, Action act)
    {
        var told = false;
        void Hear(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.Flatten().InnerExceptions.Any(error => error.Message == what)) Volatile.Write(ref told, true);
        }

        TaskScheduler.UnobservedTaskException += Hear;
        try
        {
            Act(act);
            for (var i = 0; i < Collections && !Volatile.Read(ref told); i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return told;
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Hear;
        }
    }

    // Inlined, it would keep what it made.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Act(Action act) => act();
}
