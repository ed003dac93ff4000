using System.Diagnostics;
using System.Text.RegularExpressions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Builds a C# file that names packages through the SDK, once: the result is kept in the user's cache.</summary>
internal static partial class PackageBuild
{
    private const int Shown = 5;

    /// <returns>The library that was built.</returns>
    internal static string Build(string path, IReadOnlyList<string> others, FileDirectives directives)
    {
        string[] sources = [.. others.Prepend(path).Select(Path.GetFullPath)];
        if (directives.Projects.FirstOrDefault(project => !File.Exists(project)) is { } absent)
            throw CommandException.Function($"{path} names the project {absent}, which is no project file, and no folder with one.");

        // Whether it is a program the sources tell, which are in the key themselves: the compiler, which takes long to load, is asked only where there is something to build.
        var folder = Path.Combine(PackageCache.Root, PackageCache.Key(sources, PackageProject.Text(sources, directives, isProgram: false), directives));
        if (BuiltFiles.AreWhole(folder)) return PackageCache.Library(folder);

        var work = PackageCache.Begin(folder, PackageProject.Text(sources, directives, CSharpCompiler.IsProgram(sources.Select(CSharpCompiler.ParseFile))));
        if (Streams.ErrorIsTerminal) Streams.Tell($"actormap: building {path} with its packages, this once…\n");
        Run(work, path);
        return PackageCache.Library(PackageCache.Keep(work, folder));
    }

    private static void Run(string folder, string path)
    {
        string[] words = ["build", PackageProject.FileName, "-c", "Release", "-o", PackageCache.Made, "-v", "quiet", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false"];
        var start = new ProcessStartInfo("dotnet", words)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var build = Start(start, path);
        using var living = new LivingBuild(build, folder);
        build.StandardInput.Close();
        var complaint = build.StandardError.ReadToEndAsync();
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode == 0) return;

        living.StayIfEnding();
        PackageCache.Drop(folder);
        var errors = Errors(output);
        if (errors is []) errors = [output.Trim(), complaint.GetAwaiter().GetResult().Trim()];
        var rest = errors.Length > Shown ? $"\n  … and {errors.Length - Shown} more" : string.Empty;
        throw CommandException.Function($"{path} does not build with its packages.\n  {string.Join("\n  ", errors.Take(Shown))}{rest}");
    }

    /// <summary>The build's errors without the project, which nobody but us has written.</summary>
    private static string[] Errors(string output) =>
        [.. output.Split('\n').Where(line => Error().IsMatch(line)).Select(line => OwnProject().Replace(line, string.Empty).Trim()).Distinct()];

    private static Process Start(ProcessStartInfo start, string path)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw CommandException.Function($"{path} names packages, which only the .NET SDK can fetch, and dotnet can't be started: {error.Message}");
        }
    }

    [GeneratedRegex(@"\berror\b.*?:")]
    private static partial Regex Error();

    [GeneratedRegex(@"^\S*function\.csproj\s*(\(\d+,\d+\))?\s*:\s*|\s*\[\S*function\.csproj\]\s*$")]
    private static partial Regex OwnProject();
}
