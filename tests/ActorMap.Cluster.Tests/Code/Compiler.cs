using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ActorMap.Cluster.Tests.Code;

/// <summary>Makes small assemblies. Two compilations of one text are two builds only where the text differs: builds are deterministic.</summary>
internal static class Compiler
{
    public static byte[] Compile(string name, string text, params byte[][] references) => Emit(name, text, [], references);

    /// <summary>One that has texts, and may have them in other languages.</summary>
    public static byte[] WithTexts(string name, string text) => Emit(name, text, [new ResourceDescription($"{name}.resources", () => new MemoryStream([1]), isPublic: true)], []);

    private static byte[] Emit(string name, string text, IEnumerable<ResourceDescription> resources, byte[][] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(text)],
            [.. Basic.Reference.Assemblies.Net100.References.All, .. references.Select(image => MetadataReference.CreateFromImage(image))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, manifestResources: resources);
        if (!result.Success) throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
