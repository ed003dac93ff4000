using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.Cluster.Processes;

/// <summary>The lines between a program and its worker processes.</summary>
internal static class WorkerProtocol
{
    /// <summary>Tells a worker to finish what it does and to end.</summary>
    public const string Stop = "stop";

    // Whatever is printed before the program proper runs (a profiler, a startup hook) may be on stdout, too.
    private const string Mark = "actormap-worker ";

    public static string Text(WorkerArguments arguments) => JsonSerializer.Serialize(arguments, WorkerJson.Default.WorkerArguments);

    public static string Text(WorkerAnswer answer) => Mark + JsonSerializer.Serialize(answer, WorkerJson.Default.WorkerAnswer);

    public static WorkerArguments? Arguments(string line) => Read(line, WorkerJson.Default.WorkerArguments);

    public static WorkerAnswer? Answer(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? Read(line[Mark.Length..], WorkerJson.Default.WorkerAnswer) : null;

    private static T? Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How the protocol's records are written.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkerArguments))]
[JsonSerializable(typeof(WorkerAnswer))]
[JsonSerializable(typeof(ProcessSettings))]
internal sealed partial class WorkerJson : JsonSerializerContext;
