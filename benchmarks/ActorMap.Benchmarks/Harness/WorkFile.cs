namespace ActorMap.Benchmarks.Harness;

/// <summary>Input that works read from files: written once, and kept for the next run.</summary>
internal static class WorkFile
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "actormap-benchmarks");

    public static string Output(string name) => Path.Combine(Directory.CreateDirectory(Folder).FullName, name);

    public static string Input(string name, Action<StreamWriter> write)
    {
        var path = Output(name);
        if (File.Exists(path)) return path;
        using (var writer = new StreamWriter($"{path}.part")) write(writer);
        File.Move($"{path}.part", path);
        return path;
    }
}
