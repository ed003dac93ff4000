namespace ActorMap.Tests.Shared;

/// <summary>How long specs wait for what must come. One that is right does not come near it, on whatever machine: a process that starts takes a second of a core, and may get a twentieth of one.</summary>
internal static class Patience
{
    /// <summary>Below the five minutes after which the runner takes a spec to hang.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(4);

    /// <summary>What the testkit of Akka, which would wait for three seconds, is told.</summary>
    public const string OfTestKit = "akka.test { single-expect-default = 240s, default-timeout = 240s, filter-leeway = 240s }";
}
