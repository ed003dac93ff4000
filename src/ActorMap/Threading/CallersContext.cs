namespace ActorMap.Threading;

/// <summary>What flows with the caller's code (<see cref="AsyncLocal{T}"/>, culture): his source and his handlers run in it, whichever thread an actor that starts them has.</summary>
internal sealed class CallersContext
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>Runs it in the context of whoever made this.</summary>
    public void Run(Action act)
    {
        if (_context is null) act();
        else ExecutionContext.Run(_context, static act => ((Action)act!)(), act);
    }
}
