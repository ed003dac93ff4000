namespace ActorMap.Cluster.Processes;

/// <summary>The lines between a program and its worker processes.</summary>
internal static class WorkerProtocol
{
    /// <summary>Tells a worker to finish what it does and to end.</summary>
    public const string Stop = "stop";

    // Whatever is printed before the program proper runs (a profiler, a startup hook) may be on stdout, too.
    private const string Mark = "actormap-worker ";

    public static string Text(WorkerArguments arguments) => JsonLine.Write(json =>
    {
        json.WriteString("name", arguments.Name);
        json.WriteString("settings", arguments.Settings);
        json.WriteNumber("stopGrace", arguments.StopGrace.Ticks);
    });

    public static string Text(WorkerAnswer answer) => Mark + JsonLine.Write(json =>
    {
        json.WriteNumber("pid", answer.Pid);
        json.WriteString("address", answer.Address);
        json.WriteString("error", answer.Error);
        json.WriteBoolean("sharesMemory", answer.SharesMemory);
    });

    public static WorkerArguments? Arguments(string line) => JsonLine.Read(line, json =>
        new WorkerArguments(json.Text("name"), json.Text("settings")) { StopGrace = TimeSpan.FromTicks(json.GetProperty("stopGrace").GetInt64()) });

    public static WorkerAnswer? Answer(string line) => !line.StartsWith(Mark, StringComparison.Ordinal) ? null : JsonLine.Read(line[Mark.Length..], json =>
        new WorkerAnswer(json.GetProperty("pid").GetInt32(), json.GetProperty("address").GetString(), json.GetProperty("error").GetString()) { SharesMemory = json.GetProperty("sharesMemory").GetBoolean() });
}
