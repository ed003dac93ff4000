using Akka.Event;

namespace ActorMap.Telemetry;

/// <summary>Writes what <see cref="StandardErrorLogger"/> had not yet written when the actor system ended.</summary>
internal sealed class LastLinesLogger : MinimalLogger
{
    protected override void Log(object message)
    {
        if (message is LogEvent line)
            StandardErrorLogger.Write(line);
    }
}
