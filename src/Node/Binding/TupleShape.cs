using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace ActorMap.Node.Binding;

/// <summary>What a value tuple is made of; from eight elements on the compiler nests them.</summary>
internal static class TupleShape
{
    private const int Rest = 7;

    internal static bool IsTuple(Type type) => type.IsValueType && type.IsGenericType && typeof(ITuple).IsAssignableFrom(type);

    internal static Type[] Elements(Type tuple)
    {
        var arguments = tuple.GetGenericArguments();
        return arguments.Length <= Rest ? arguments : [.. arguments[..Rest], .. Elements(arguments[Rest])];
    }

    internal static Expression New(Type tuple, ReadOnlySpan<Expression> elements)
    {
        var arguments = tuple.GetGenericArguments();
        var values = arguments.Length <= Rest ? elements.ToArray() : [.. elements[..Rest], New(arguments[Rest], elements[Rest..])];
        return Expression.New(tuple.GetConstructor(arguments)!, values);
    }
}
