using System.Globalization;
using System.Text;
using ActorMap.Node.Shell;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ActorMap.Node.Functions;

/// <summary>The compiler, set up as every form of function needs it. Nothing of it is loaded before it is used.</summary>
internal static class CSharpCompiler
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Globalization;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Text;
        global using System.Text.Json;
        global using System.Text.RegularExpressions;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ActorMap;
        """;

    // A file-based program may start with #! and #: lines; the SDK's own switch makes the compiler pass over them.
    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14).WithFeatures([new("FileBasedProgram", "true")]);

    internal static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options, path);

    internal static SyntaxTree ParseFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Function($"can't read the function {path}: {error.Message}");
        }
    }

    /// <summary>
    /// Compiles with what the usings above are about, and only where that does not do with all of .NET: each library that is named is opened and searched, and one map in a hundred
    /// needs another.
    /// </summary>
    internal static CompiledCode Compile(Func<IEnumerable<MetadataReference>, CompiledCode> compile)
    {
        try
        {
            return compile(
            [
                Net100.References.SystemRuntime, Net100.References.SystemCollections, Net100.References.SystemLinq, Net100.References.SystemNetHttp, Net100.References.SystemTextJson,
                Net100.References.SystemTextRegularExpressions, Net100.References.SystemTextEncodingExtensions, Net100.References.SystemThreading, Net100.References.SystemConsole,
                Net100.References.SystemMemory,
            ]);
        }
        catch (CommandException)
        {
            return compile(Net100.References.All);
        }
    }

    /// <summary>Whether something stands outside of any class, for which the compiler makes a <c>Main</c>: that it does for programs only.</summary>
    internal static bool IsProgram(IEnumerable<SyntaxTree> trees) =>
        trees.Any(tree => tree.GetCompilationUnitRoot().Members.Any(member => member.IsKind(SyntaxKind.GlobalStatement)));

    internal static CSharpCompilation Compilation(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references)
    {
        SyntaxTree[] all = [Parse(Usings, "usings"), .. trees];
        return CSharpCompilation.Create(
            name, all, [.. references, MetadataReference.CreateFromFile(typeof(MapContext).Assembly.Location)],
            new CSharpCompilationOptions(
                IsProgram(all) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations,
                concurrentBuild: false));
    }

    /// <summary>Emits, where it is asked for with the lines of the source, so that a failed item's stack names them, wherever the code goes.</summary>
    internal static CompiledCode Emit(CSharpCompilation compilation, Func<Diagnostic, string> explain, string what, bool hasLines = true)
    {
        using var code = new MemoryStream();
        var result = compilation.Emit(code, options: new EmitOptions(debugInformationFormat: hasLines ? DebugInformationFormat.Embedded : DebugInformationFormat.PortablePdb));
        if (!result.Success) throw DoesNotCompile(result.Diagnostics, explain, what);
        return new CompiledCode(code.ToArray(), [], []);
    }

    internal static CommandException DoesNotCompile(IEnumerable<Diagnostic> diagnostics, Func<Diagnostic, string> explain, string what)
    {
        var errors = diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).DistinctBy(one => (one.Id, one.Location.SourceSpan)).ToArray();
        var told = errors.Take(3).Select(explain);
        var rest = errors.Length > 3 ? $"\n  … and {errors.Length - 3} more" : string.Empty;
        return CommandException.Function($"{what} does not compile.\n{string.Join('\n', told)}{rest}");
    }

    internal static string Message(Diagnostic diagnostic) => $"error {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
}
