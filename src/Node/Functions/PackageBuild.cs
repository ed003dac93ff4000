using System.Diagnostics;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Builds a C# file that names packages through the SDK, once: the result is kept in the user's cache under the hash of all that went in.</summary>
internal static class PackageBuild
{
    /// <returns>The library that was built.</returns>
    internal static string Build(string path, IReadOnlyList<string> others, FileDirectives directives)
    {
        string[] sources = [.. others.Prepend(path).Select(Path.GetFullPath)];
        var project = Project(sources, directives);
        var folder = Path.Combine(CacheFolder(), Key(sources, project));
        var library = Path.Combine(folder, "out", "function.dll");
        if (File.Exists(library)) return library;

        // Built beside and moved into place: two maps that start at once do not see each other's half-built files.
        var work = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(work);
        File.WriteAllText(Path.Combine(work, "function.csproj"), project);
        if (Streams.ErrorIsTerminal) Streams.Tell($"actormap: building {path} with its packages, this once…\n");
        Run(work, path);
        if (!Directory.Exists(folder)) TryMove(work, folder);
        return File.Exists(library) ? library : Path.Combine(work, "out", "function.dll");
    }

    private static void TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
        }
        catch (IOException) when (Directory.Exists(to))
        {
            // Another map was first; ours is as good and stays where it is.
        }
    }

    private static string CacheFolder() => Path.Combine(UserCache.Folder ?? Path.Combine(Path.GetTempPath(), "actormap"), "functions");

    private static string Key(string[] sources, string project)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{ToolVersion.Text}\n{project}"));
        foreach (var source in sources) hash.AppendData(File.ReadAllBytes(source));
        hash.AppendData(File.ReadAllBytes(typeof(MapContext).Assembly.Location));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Project(string[] sources, FileDirectives directives)
    {
        static string Text(string text) => SecurityElement.Escape(text);
        var properties = directives.Properties.Select(one => $"<{one.Name}>{Text(one.Value)}</{one.Name}>");
        var compile = sources.Select(one => $"<Compile Include=\"{Text(one)}\" />");
        var packages = directives.Packages.Select(one => $"<PackageReference Include=\"{Text(one.Name)}\" Version=\"{Text(one.Version is "" ? "*" : one.Version)}\" />");
        var projects = directives.Projects.Select(one => $"<ProjectReference Include=\"{Text(one)}\" />");
        string[] usings = ["ActorMap", "System.Globalization", "System.Text", "System.Text.Json", "System.Text.RegularExpressions"];
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><LangVersion>14</LangVersion><Nullable>annotations</Nullable><ImplicitUsings>enable</ImplicitUsings>
                <EnableDefaultItems>false</EnableDefaultItems><EnableDynamicLoading>true</EnableDynamicLoading><AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <Features>$(Features);FileBasedProgram</Features><AssemblyName>function</AssemblyName><DebugType>embedded</DebugType>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally><InvariantGlobalization>true</InvariantGlobalization>
                {string.Concat(properties)}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(usings.Select(one => $"<Using Include=\"{one}\" />"))}
                {string.Concat(compile)}{string.Concat(packages)}{string.Concat(projects)}
                <Reference Include="{Text(typeof(MapContext).Assembly.Location)}" Private="false" />
              </ItemGroup>
            </Project>
            """;
    }

    private static void Run(string folder, string path)
    {
        string[] words = ["build", "function.csproj", "-c", "Release", "-o", "out", "-v", "quiet", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false"];
        var start = new ProcessStartInfo("dotnet", words)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var build = Start(start, path);
        build.StandardInput.Close();
        var complaint = build.StandardError.ReadToEndAsync();
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode == 0) return;

        Directory.Delete(folder, recursive: true);
        var errors = output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct().Take(5).ToArray();
        if (errors is []) errors = [output.Trim(), complaint.GetAwaiter().GetResult().Trim()];
        throw CommandException.Function($"{path} does not build with its packages.\n  {string.Join("\n  ", errors)}");
    }

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
}
