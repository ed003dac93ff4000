namespace ActorMap.Chaos.Plans;

/// <summary>What can happen to the processes under a map.</summary>
internal enum Fault
{
    /// <summary>SIGKILL to one.</summary>
    Kill,

    /// <summary>SIGSTOP to one, and SIGCONT after a while.</summary>
    Stop,

    /// <summary>SIGTERM to one, which leaves in order.</summary>
    Leave,

    /// <summary>Another comes.</summary>
    Join,
}
