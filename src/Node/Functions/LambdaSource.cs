using ActorMap.Node.Arguments;

namespace ActorMap.Node.Functions;

/// <summary>Writes the C# around a lambda.</summary>
internal sealed class LambdaSource(LambdaText lambda, LambdaParameter[] parameters, IReadOnlyList<Setting> settings)
{
    internal const string ClassName = "__Expression";
    internal const string ProbeVariable = "__probe";

    /// <summary>The lambda's value in a method, for the compiler to infer its type: without the lambda around it that takes less time. Null where it is no expression, or awaited, or says its type itself.</summary>
    internal GeneratedSource? Body() => lambda.IsBlock || lambda.IsAsync || lambda.Returns is not null
        ? null
        : AddParameters(Class(string.Empty).Add("void __Probe")).Add($" {{ var {ProbeVariable} = ").AddUser(lambda.Text, lambda.Body.Start, lambda.Body.Length).Add("; } }\n");

    /// <summary>The lambda as it is, for the compiler to infer its type, and to tell what is wrong.</summary>
    internal GeneratedSource Probe()
    {
        var source = Class(string.Empty).Add($"object __Probe() {{ var {ProbeVariable} = ").Add(lambda.IsAsync ? "async " : string.Empty);
        if (lambda.Returns is { } type) source.AddUser(lambda.Text, type.Start, type.Length).Add(" ");
        AddParameters(source).Add(" => ").AddUser(lambda.Text, lambda.Body.Start, lambda.Body.Length);
        return source.Add($"; return {ProbeVariable}; }} }}\n");
    }

    /// <summary>The function object.</summary>
    internal GeneratedSource Function(LambdaResult result)
    {
        var parts = parameters.Where(one => one.IsPart).ToArray();
        var item = parts is [var only] ? only.Type : $"({string.Join(", ", parts.Select(one => one.Type))})";
        var arguments = string.Join(", ", parameters.Select(one => Argument(one, parts)));
        var call = result.IsAsync
            ? $"public {ValueTask(result)} InvokeAsync({item} __item, MapContext __context) => {(result.IsValueTask ? string.Empty : $"new {ValueTask(result)}")}(__Call({arguments}));"
            : $"public {result.Type} Invoke({item} __item, MapContext __context) => __Call({arguments});";

        var source = Class($" : {(result.IsAsync ? "IAsyncMapFunction" : "IMapFunction")}<{item}, {result.Type}>").Add($"{call} {Whole}{(lambda.IsAsync ? "async " : string.Empty)}");
        AddParameters(source.Add(result.IsAsync ? $"{result.Task}<{result.Type}> __Call" : $"{result.Type} __Call"));
        source.Add(lambda.IsBlock ? " " : " => ").Add($"\n#line {lambda.Text.AsSpan(0, lambda.Body.Start).Count('\n') + 1}\n").AddUser(lambda.Text, lambda.Body.Start, lambda.Body.Length);
        return source.Add(lambda.IsBlock ? " }\n" : "; }\n");
    }

    /// <summary>In what calls it, it would have no lines.</summary>
    private string Whole => lambda.HasLines ? "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] " : string.Empty;

    private static string ValueTask(LambdaResult result) => $"global::System.Threading.Tasks.ValueTask<{result.Type}>";

    private static string Argument(LambdaParameter parameter, LambdaParameter[] parts)
    {
        if (parameter.IsContext) return "__context";
        if (parameter.IsToken) return "__context.CancellationToken";
        return parts.Length == 1 ? "__item" : $"__item.Item{Array.IndexOf(parts, parameter) + 1}";
    }

    private GeneratedSource Class(string interfaces)
    {
        // Of all but the user's own a stack tells no line. What is public takes and gives nothing that is not, and types are internal unless they say otherwise.
        var source = new GeneratedSource().Add($"#line hidden\ninternal sealed class {ClassName}{interfaces} {{ ");
        foreach (var setting in settings) source.Add($"public {Binding.TypeNames.Of(setting.Literal().GetType())} @{setting.Name}; ");
        return source;
    }

    private GeneratedSource AddParameters(GeneratedSource source)
    {
        source.Add("(");
        for (var i = 0; i < parameters.Length; i++)
        {
            source.Add(i > 0 ? ", " : string.Empty).Add(parameters[i].Missing);
            source.AddUser(lambda.Text, parameters[i].Syntax.Span.Start, parameters[i].Syntax.Span.Length);
        }

        return source.Add(")");
    }
}
