using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>docs/guarantees.md names the specs that show what it promises: each of them is there, and runs.</summary>
public sealed partial class DocumentedGuarantees
{
    private static readonly string[] s_projects = ["ActorMap.Tests", "ActorMap.Cluster.Tests", "ActorMap.Node.Tests", "ActorMap.Chaos"];

    private static readonly string s_page = File.ReadAllText(Path.Combine(Tool.Root, "docs", "guarantees.md"));

    [Fact]
    public void Each_spec_that_is_named_is_there()
    {
        HashSet<string> specs = [.. s_projects.SelectMany(SpecsOf)];
        string[] named = [.. s_page.Split('\n').Where(IsRow).SelectMany(row => Names().Matches(ShownBy(row))).Select(match => match.Groups[1].Value).Where(name => !name.Contains('/', StringComparison.Ordinal))];
        Assert.InRange(named.Length, 50, int.MaxValue);
        Assert.DoesNotContain(named, name => !specs.Contains(name));
    }

    [Fact]
    public void Each_folder_and_file_that_is_named_is_there()
    {
        string[] named = [.. Names().Matches(s_page).Select(match => match.Groups[1].Value).Where(name => name.StartsWith("tests/", StringComparison.Ordinal))];
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !IsThere(Path.Combine(Tool.Root, name)));
    }

    private static bool IsRow(string line) => line.StartsWith('|') && !line.StartsWith("|-", StringComparison.Ordinal);

    private static string ShownBy(string row) => row.TrimEnd().TrimEnd('|').Split('|')[^1];

    private static bool IsThere(string path) => Directory.Exists(path) || (Directory.Exists(Path.GetDirectoryName(path)) && Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Any());

    /// <summary>Methods that xunit runs, and the classes that have some. Read, not loaded: the projects are built before this one, and beside it.</summary>
    private static IEnumerable<string> SpecsOf(string project)
    {
        var own = Path.Combine("tests", typeof(DocumentedGuarantees).Assembly.GetName().Name!);
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory.Replace(own, Path.Combine("tests", project), StringComparison.Ordinal), $"{project}.dll")));
        var reader = file.GetMetadataReader();
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            string[] specs = [.. type.GetMethods().Select(reader.GetMethodDefinition).Where(method => IsSpec(reader, method)).Select(method => reader.GetString(method.Name))];
            if (specs.Length > 0) yield return reader.GetString(type.Name);
            foreach (var spec in specs) yield return spec;
        }
    }

    private static bool IsSpec(MetadataReader reader, MethodDefinition method) => method.GetCustomAttributes().Select(reader.GetCustomAttribute).Any(attribute => attribute.Constructor.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) is "FactAttribute" or "TheoryAttribute");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
