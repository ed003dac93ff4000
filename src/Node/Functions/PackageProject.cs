using System.Security;

namespace ActorMap.Node.Functions;

/// <summary>The project that a C# file with <c>#:</c> lines is built by.</summary>
internal static class PackageProject
{
    internal const string FileName = "function.csproj";

    private static readonly string[] Usings = ["ActorMap", "System.Globalization", "System.Text", "System.Text.Json", "System.Text.RegularExpressions"];

    /// <param name="sources">The files to compile.</param>
    /// <param name="directives">What their <c>#:</c> lines say.</param>
    /// <param name="isProgram">Whether something stands outside of any class.</param>
    internal static string Text(string[] sources, FileDirectives directives, bool isProgram)
    {
        var sdk = directives.Sdks is [var first, ..] ? Versioned(first) : "Microsoft.NET.Sdk";
        var sdks = directives.Sdks.Skip(1).Select(one => $"<Sdk Name=\"{Escaped(one.Name)}\"{(one.Version is "" ? string.Empty : $" Version=\"{Escaped(one.Version)}\"")} />");
        var properties = directives.Properties.Select(one => $"<{one.Name}>{Escaped(one.Value)}</{one.Name}>");
        var compile = sources.Select(one => $"<Compile Include=\"{Escaped(one)}\" />");
        var packages = directives.Packages.Select(one => $"<PackageReference Include=\"{Escaped(one.Name)}\" Version=\"{Escaped(one.Version is "" ? "*" : one.Version)}\" />");
        var projects = directives.Projects.Select(one => $"<ProjectReference Include=\"{Escaped(one)}\" />");

        // The user's properties come after our defaults, and before what the loading of the library depends on.
        return $"""
            <Project Sdk="{Escaped(sdk)}">
              {string.Concat(sdks)}
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><LangVersion>14</LangVersion><Nullable>annotations</Nullable><ImplicitUsings>enable</ImplicitUsings>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks><InvariantGlobalization>true</InvariantGlobalization><DebugType>embedded</DebugType>
                <RestoreRootConfigDirectory>{Escaped(Path.GetDirectoryName(sources[0])!)}</RestoreRootConfigDirectory>
                {string.Concat(properties)}
                <OutputType>{(isProgram ? "Exe" : "Library")}</OutputType><UseAppHost>false</UseAppHost><AssemblyName>function</AssemblyName><EnableDefaultItems>false</EnableDefaultItems><EnableDynamicLoading>true</EnableDynamicLoading>
                <Features>$(Features);FileBasedProgram</Features><ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(Usings.Select(one => $"<Using Include=\"{one}\" />"))}
                {string.Concat(compile)}{string.Concat(packages)}{string.Concat(projects)}
                <Reference Include="{Escaped(typeof(MapContext).Assembly.Location)}" Private="false" />
              </ItemGroup>
            </Project>
            """;
    }

    /// <summary>Writes the project, and empty files that keep what lies above the folder from having a part in it.</summary>
    internal static void Write(string folder, string text)
    {
        File.WriteAllText(Path.Combine(folder, FileName), text);
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(folder, name), "<Project />\n");
    }

    private static string Versioned((string Name, string Version) sdk) => sdk.Version is "" ? sdk.Name : $"{sdk.Name}/{sdk.Version}";

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
