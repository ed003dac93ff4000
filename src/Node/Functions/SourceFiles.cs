using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;
using Microsoft.CodeAnalysis;

namespace ActorMap.Node.Functions;

/// <summary>Loads a C# file: compiled here, or by the SDK where it names packages.</summary>
internal static class SourceFiles
{
    internal static LoadedFunction Load(FunctionSource.SourceFile file, IReadOnlyList<string> others, IReadOnlyList<Setting> settings) =>
        FunctionFinder.InSource(Open(file, others), file.Path, file.Member, settings);

    /// <returns>A type that is a function, or a static method.</returns>
    internal static System.Reflection.MemberInfo Find(FunctionSource.SourceFile file, IReadOnlyList<string> others) =>
        FunctionFinder.FindInSource(Open(file, others), file.Path, file.Member);

    private static System.Reflection.Assembly Open(FunctionSource.SourceFile file, IReadOnlyList<string> others)
    {
        if (!File.Exists(file.Path)) throw CommandException.Function($"there is no function file {file.Path}.");
        var directives = FileDirectives.Read(file.Path, others);
        return directives.NeedsSdk ? FunctionLoader.Open(PackageBuild.Build(file.Path, others, directives)) : Compile(file.Path, others);
    }

    private static System.Reflection.Assembly Compile(string path, IReadOnlyList<string> others)
    {
        var key = CompiledCode.Key(["file"], others.Prepend(path));
        return (CompiledCode.Find(key) ?? Compile(path, others, key)).Load();
    }

    private static CompiledCode Compile(string path, IReadOnlyList<string> others, string? key)
    {
        SyntaxTree[] trees = [.. others.Prepend(path).Select(CSharpCompiler.ParseFile)];
        var code = CSharpCompiler.Compile(references => CSharpCompiler.Emit(CSharpCompiler.Compilation(Path.GetFileNameWithoutExtension(path), trees, references), Explain, path));
        code.Keep(key);
        return code;
    }

    private static string Explain(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree) return $"  {CSharpCompiler.Message(error)}";
        var at = error.Location.GetLineSpan().StartLinePosition;
        var caret = Caret.Under(tree.GetText().ToString(), error.Location.SourceSpan.Start, error.Location.SourceSpan.Length);
        return $"  {tree.FilePath}:{at.Line + 1}:{at.Character + 1}: {CSharpCompiler.Message(error)}\n{caret}";
    }
}
