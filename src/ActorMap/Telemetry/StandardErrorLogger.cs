using System.Globalization;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace ActorMap.Telemetry;

/// <summary>Writes log lines to standard error: standard output is the host program's, and may be data.</summary>
internal sealed class StandardErrorLogger : UntypedActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InitializeLogger: Sender.Tell(new LoggerInitialized()); break;
            case LogEvent line when !Context.System.Settings.LogFilter.ShouldTryKeepMessage(line, out _): break;
            case LogEvent line: Write(line); break;
            default: Unhandled(message); break;
        }
    }

    public static void Write(LogEvent line) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"actormap: {Level(line)}: {line.Message}{Cause(line)}"));

    private static string Level(LogEvent line) => line.LogLevel() switch
    {
        LogLevel.DebugLevel => "debug",
        LogLevel.InfoLevel => "info",
        LogLevel.WarningLevel => "warning",
        _ => "error",
    };

    private static string Cause(LogEvent line) => line.Cause is { } cause ? $" ({cause.GetType().Name}: {Failures.MessageOf(cause)})" : string.Empty;
}
