using System.Reflection;

namespace ActorMap.Node.Functions;

/// <summary>A static method as a function object. The call is compiled in each worker: a delegate is nothing to copy.</summary>
internal sealed class MethodFunction<TIn, TOut>(MethodInfo method, MethodConstant?[] constants) : IMapFunction<TIn, TOut>, IWorkerStart, IMethodFunction
{
    private Func<TIn, MapContext, TOut> _call = null!;

    MethodInfo IMethodFunction.Method => method;

    IEnumerable<(string Name, Type Type, object? Value)> IMethodFunction.Parts => IMethodFunction.PartsOf(method, constants);

    public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
    {
        _call = MethodCalls.Compile<TIn, TOut>(method, constants);
        return ValueTask.CompletedTask;
    }

    public TOut Invoke(TIn item, MapContext context) => _call(item, context);
}

/// <summary>The same for a method that returns a task.</summary>
internal sealed class AsyncMethodFunction<TIn, TOut>(MethodInfo method, MethodConstant?[] constants) : IAsyncMapFunction<TIn, TOut>, IWorkerStart, IMethodFunction
{
    private Func<TIn, MapContext, ValueTask<TOut>> _call = null!;

    MethodInfo IMethodFunction.Method => method;

    IEnumerable<(string Name, Type Type, object? Value)> IMethodFunction.Parts => IMethodFunction.PartsOf(method, constants);

    public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
    {
        _call = MethodCalls.Compile<TIn, ValueTask<TOut>>(method, constants);
        return ValueTask.CompletedTask;
    }

    public ValueTask<TOut> InvokeAsync(TIn item, MapContext context) => _call(item, context);
}
