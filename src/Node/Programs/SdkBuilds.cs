namespace ActorMap.Node.Programs;

/// <summary>Several <c>dotnet run</c> of one file build it at once, each for its worker, and the SDK does not keep them from each other's files.</summary>
internal static class SdkBuilds
{
    private const string Cure = ". Each worker starts the program, and several `dotnet run` that build at once disturb each other: build it once before (dotnet build FILE.cs -o FOLDER), and give what was built: -- FOLDER/NAME";

    /// <summary>What to do about it, where a program's last lines say that it ended so; nothing otherwise.</summary>
    internal static string CureFor(string[] words, string lastLines) =>
        lastLines.Contains("used by another process", StringComparison.Ordinal) && (IsRun(words) || lastLines.Contains("/runfile/", StringComparison.Ordinal)) ? Cure : string.Empty;

    /// <summary>It builds what it runs: <c>dotnet run …</c> or <c>dotnet FILE.cs</c>.</summary>
    private static bool IsRun(string[] words) =>
        words is [var program, var first, ..] && Path.GetFileName(program) == "dotnet" && (first == "run" || first.EndsWith(".cs", StringComparison.Ordinal)) && !words.Contains("--no-build");
}
