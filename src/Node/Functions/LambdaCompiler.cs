using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorMap.Node.Functions;

/// <summary>
/// Compiles <c>-e</c>. Twice over one compilation: once for the type that the compiler infers for its result; then
/// as a method of a function object whose fields are the constants, so that a call costs no closure.
/// </summary>
internal sealed class LambdaCompiler
{
    private const string NoNaturalType = "CS8917";
    private const string UnknownName = "CS0103";

    private readonly LambdaText _lambda;
    private readonly LambdaParameter[] _parameters;
    private readonly IReadOnlyList<Setting> _settings;
    private readonly SyntaxTree[] _declarations;

    internal static CompiledCode Compile(string text, IReadOnlyList<Setting> settings, IReadOnlyList<string> files, string itemType) =>
        CSharpCompiler.Compile(new LambdaCompiler(text, settings, files, itemType).Compile);

    private LambdaCompiler(string text, IReadOnlyList<Setting> settings, IReadOnlyList<string> files, string itemType)
    {
        _lambda = LambdaText.Parse(text);
        if (FileDirectives.Read(files).NeedsSdkFor is { } line)
            throw CommandException.Function($"{line}: such a line is for the SDK, which builds C# files only, and not -e. Put the function into a C# file, and map with that.");
        _parameters = LambdaParameter.Of(_lambda, itemType);
        _settings = settings;
        _declarations = [.. files.Select(CSharpCompiler.ParseFile)];
    }

    /// <summary>Whether a stack has to tell which line: in one line there is nothing to tell, and the compiler is spared what writes them.</summary>
    private bool HasLines => _declarations.Length > 0 || _lambda.HasLines;

    private CompiledCode Compile(IEnumerable<MetadataReference> references)
    {
        var writer = new LambdaSource(_lambda, _parameters, _settings);
        var (body, probe) = (writer.Body(), writer.Probe());
        var tree = CSharpCompiler.Parse((body ?? probe).ToString(), "probe");
        var compilation = CSharpCompiler.Compilation("expression", [.. _declarations, tree], references);
        string[] constants = [.. _lambda.Names.Where(name => _settings.Any(one => one.Name == name) && !_parameters.Any(one => one.Name == name))];
        FunctionObjects.Known(_settings, constants, "the expression", () => Unset(compilation, tree));

        // To look for errors first would cost as much as the rest. What has a type may still have some, and they are better told of the lambda than of what it is made into.
        var inferred = Inferred(compilation, tree, isLambda: body is null);
        var result = LambdaResult.Of(inferred is null ? ResultType(compilation, tree, probe) : Given(inferred));
        var source = writer.Function(result);
        try
        {
            var code = CSharpCompiler.Emit(compilation.ReplaceSyntaxTree(tree, CSharpCompiler.Parse(source.ToString(), "-e")), error => Explain(source, error), "-e", HasLines);
            return code with { Parameters = LambdaParameter.NamesOf(_parameters), ResultNames = result.Names };
        }
        catch (CommandException) when (inferred is not null)
        {
            ResultType(compilation, tree, probe);
            throw;
        }
    }

    /// <summary>The names that the lambda uses and nothing declares.</summary>
    private static string[] Unset(CSharpCompilation compilation, SyntaxTree tree) =>
        [.. compilation.GetSemanticModel(tree).GetDiagnostics().Where(one => one.Id == UnknownName).Select(one => tree.GetText().ToString(one.Location.SourceSpan)).Distinct()];

    /// <summary>Asks the lambda itself.</summary>
    /// <returns>The type of the lambda's result; null where only <c>object</c> will do.</returns>
    private ITypeSymbol? ResultType(CSharpCompilation compilation, SyntaxTree asked, GeneratedSource probe)
    {
        var tree = CSharpCompiler.Parse(probe.ToString(), "probe");
        compilation = compilation.ReplaceSyntaxTree(asked, tree);
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error)];
        if (errors is [{ Id: NoNaturalType }]) return null;
        return errors.Length == 0 ? Given(Inferred(compilation, tree, isLambda: true)!) : throw CSharpCompiler.DoesNotCompile(errors, error => Explain(probe, error), "-e");
    }

    /// <returns>The type of the lambda's result; null where the compiler finds none.</returns>
    private static ITypeSymbol? Inferred(CSharpCompilation compilation, SyntaxTree tree, bool isLambda)
    {
        var variable = tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().First(one => one.Identifier.ValueText == LambdaSource.ProbeVariable);
        var local = (ILocalSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(variable)!;
        var found = isLambda ? (local.Type as INamedTypeSymbol)?.DelegateInvokeMethod?.ReturnType : local.Type;
        return found is { TypeKind: not TypeKind.Error } type ? type : null;
    }

    private ITypeSymbol Given(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_Void && type.ToDisplayString() is not ("System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask")
            ? type
            : throw CommandException.Function(
                $"the lambda returns nothing; a map needs a value for each record.\n{Caret.Under(_lambda.Text, _lambda.Body.Start, _lambda.Body.Length)}");

    private string Explain(GeneratedSource source, Diagnostic error)
    {
        if (error.Location.SourceTree is { } tree && _declarations.Contains(tree))
            return $"  {tree.FilePath}:{error.Location.GetLineSpan().StartLinePosition.Line + 1}: {CSharpCompiler.Message(error)}";
        var span = error.Location.SourceSpan;
        var place = source.ToUser(span.Start) is { } position ? $"{Caret.Under(_lambda.Text, position, span.Length)}\n" : string.Empty;
        var cure = error.Id == UnknownName ? ". If it is a constant, give it: --set NAME=VALUE." : string.Empty;
        return $"{place}  {CSharpCompiler.Message(error)}{cure}";
    }
}
