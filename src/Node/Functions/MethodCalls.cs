using System.Linq.Expressions;
using System.Reflection;

namespace ActorMap.Node.Functions;

/// <summary>A static method's call, compiled: its constants are in it, its parts come from the item.</summary>
internal static class MethodCalls
{
    /// <param name="method">The method.</param>
    /// <param name="constants">One for each parameter: what it is in every call, or null where the record or the call has it.</param>
    internal static Func<TIn, MapContext, TResult> Compile<TIn, TResult>(MethodInfo method, MethodConstant?[] constants)
    {
        var item = Expression.Parameter(typeof(TIn));
        var context = Expression.Parameter(typeof(MapContext));
        var parameters = method.GetParameters();
        var parts = parameters.Where((one, i) => !MethodFunctions.IsContext(one) && constants[i] is null).ToArray();
        Expression Argument(ParameterInfo parameter, int index)
        {
            if (parameter.ParameterType == typeof(MapContext)) return context;
            if (parameter.ParameterType == typeof(CancellationToken)) return Expression.Property(context, nameof(MapContext.CancellationToken));
            if (constants[index] is { } constant) return Expression.Constant(constant.Value, parameter.ParameterType);
            return parts.Length == 1 ? item : Element(item, Array.IndexOf(parts, parameter));
        }

        // Through a delegate, as the method would be inlined here otherwise, and a failed item's stack would not name it.
        var type = Expression.GetDelegateType([.. parameters.Select(one => one.ParameterType), method.ReturnType]);
        Expression call = Expression.Invoke(Expression.Constant(method.CreateDelegate(type), type), parameters.Select(Argument));
        if (call.Type != typeof(TResult)) call = Expression.New(typeof(TResult).GetConstructor([call.Type])!, call);
        return Expression.Lambda<Func<TIn, MapContext, TResult>>(call, item, context).Compile();
    }

    private static Expression Element(Expression tuple, int index) =>
        index < 7 ? Expression.Field(tuple, $"Item{index + 1}") : Element(Expression.Field(tuple, "Rest"), index - 7);
}
