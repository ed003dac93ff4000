using ActorMap.Node.Shell;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ActorMap.Node.Functions;

/// <summary>The user's lambda, taken apart: where its parameters and its body are in the text.</summary>
internal sealed class LambdaText
{
    private LambdaText(string text, LambdaExpressionSyntax syntax)
    {
        Text = text;
        Body = syntax.Body.Span;
        IsBlock = syntax.Body is BlockSyntax;
        IsAsync = syntax.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
        Returns = (syntax as ParenthesizedLambdaExpressionSyntax)?.ReturnType?.Span;
        Parameters = syntax is ParenthesizedLambdaExpressionSyntax many ? [.. many.ParameterList.Parameters] : [((SimpleLambdaExpressionSyntax)syntax).Parameter];
        Names = [.. syntax.Body.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).Distinct()];
    }

    internal string Text { get; }
    internal TextSpan Body { get; }

    /// <summary>Whether a stack has lines to tell.</summary>
    internal bool HasLines => Text.Contains('\n', StringComparison.Ordinal);

    internal bool IsBlock { get; }
    internal bool IsAsync { get; }

    /// <summary>Where the type is that it says it returns; null where the compiler infers one.</summary>
    internal TextSpan? Returns { get; }

    internal ParameterSyntax[] Parameters { get; }

    /// <summary>Every name that the body uses.</summary>
    internal string[] Names { get; }

    internal static LambdaText Parse(string text)
    {
        var expression = SyntaxFactory.ParseExpression(text, consumeFullText: true);
        if (expression.GetDiagnostics().Any(one => one.Severity == DiagnosticSeverity.Error))
            throw CSharpCompiler.DoesNotCompile(expression.GetDiagnostics(), one => Explain(text, one), "-e");
        return expression is LambdaExpressionSyntax lambda
            ? new LambdaText(text, lambda)
            : throw CommandException.Function($"-e takes a lambda, such as 'x => x.Length' or '(int a, int b) => a + b'.\n{Caret.Under(text, 0, text.Length)}");
    }

    private static string Explain(string text, Diagnostic error) =>
        $"{Caret.Under(text, error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)}\n  {CSharpCompiler.Message(error)}";
}
