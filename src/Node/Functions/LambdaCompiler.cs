using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorMap.Node.Functions;

/// <summary>
/// Compiles <c>-e</c>. Twice over one compilation: once as a lambda, for the type that the compiler infers for its result; then
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
        new LambdaCompiler(text, settings, files, itemType).Compile();

    private LambdaCompiler(string text, IReadOnlyList<Setting> settings, IReadOnlyList<string> files, string itemType)
    {
        _lambda = LambdaText.Parse(text);
        _parameters = LambdaParameter.Of(_lambda, itemType);
        _settings = settings;
        FunctionObjects.Known(
            settings, [.. _lambda.Names.Where(name => settings.Any(one => one.Name == name) && !_parameters.Any(one => one.Name == name))], "the expression");
        _declarations = [.. files.Select(CSharpCompiler.ParseFile)];
    }

    private CompiledCode Compile()
    {
        var writer = new LambdaSource(_lambda, _parameters, _settings);
        var probe = writer.Probe();
        var tree = CSharpCompiler.Parse(probe.ToString(), "probe");
        var compilation = CSharpCompiler.Compilation("expression", [.. _declarations, tree]);
        var type = ResultType(compilation, tree, probe);
        var result = LambdaResult.Of(type);

        var source = writer.Function(result);
        var code = CSharpCompiler.Emit(
            compilation.ReplaceSyntaxTree(tree, CSharpCompiler.Parse(source.ToString(), "-e")), error => Explain(source, error), "-e");
        return code with { Parameters = [.. _parameters.Where(one => one.IsPart).Select(one => one.Name)], ResultNames = result.Names };
    }

    /// <returns>The type of the lambda's result; null where only <c>object</c> will do.</returns>
    private ITypeSymbol? ResultType(CSharpCompilation compilation, SyntaxTree tree, GeneratedSource probe)
    {
        var model = compilation.GetSemanticModel(tree);
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error)];
        if (errors is [{ Id: NoNaturalType }]) return null;
        if (errors.Length > 0) throw CSharpCompiler.DoesNotCompile(errors, error => Explain(probe, error), "-e");

        var variable = tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().First(one => one.Identifier.ValueText == LambdaSource.ProbeVariable);
        var type = ((INamedTypeSymbol)((ILocalSymbol)model.GetDeclaredSymbol(variable)!).Type).DelegateInvokeMethod!.ReturnType;
        return type.SpecialType != SpecialType.System_Void && type.ToDisplayString() is not "System.Threading.Tasks.Task"
            ? type
            : throw CommandException.Function(
                $"the lambda returns nothing; a map needs a value for each record.\n{Caret.Under(_lambda.Text, _lambda.Body.Start, _lambda.Body.Length)}");
    }

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
