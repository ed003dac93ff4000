namespace ActorMap.State;

/// <summary>
/// Copies functions deeply. The caller's object is captured once, when a map starts; each worker then gets a copy of the capture.
/// </summary>
internal static class StateCopier
{
    /// <summary>Copies the caller's function object; of closures, only what the lambdas' own bodies use.</summary>
    /// <exception cref="StateCopyException">Something in it can't be copied: says what, where, and the cure.</exception>
    internal static T Capture<T>(T function)
        where T : class => Run(function, capturing: true);

    /// <summary>As <see cref="Capture{T}"/>, for somebody who writes it down before the caller goes on: arrays of plain values are the caller's own.</summary>
    /// <exception cref="StateCopyException">Something in it can't be copied: says what, where, and the cure.</exception>
    internal static T Lend<T>(T function)
        where T : class => Run(function, capturing: true, lending: true);

    /// <summary>Copies a capture: nothing is left to narrow or to refuse as foreign.</summary>
    internal static T Copy<T>(T captured)
        where T : class => Run(captured, capturing: false);

    /// <summary>Checks that workers may share the capture (<see cref="StateSharing.PerNode"/>).</summary>
    /// <exception cref="StateCopyException">Something in it can change: says what, where, and the cure.</exception>
    internal static void RequireImmutable(object captured) => new ImmutabilityCheck().Check(captured);

    private static T Run<T>(T function, bool capturing, bool lending = false)
        where T : class
    {
        var run = CopyRun.Rent(capturing, lending);
        try
        {
            return (T)run.Start(function);
        }
        catch (RefusedException refused)
        {
            // Paths are not tracked while copying, which keeps that fast: the culprit is looked for once there is one.
            throw new PathFinder(run.Widened).Find(function, refused);
        }
        finally
        {
            run.Return();
        }
    }
}
