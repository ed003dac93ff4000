using System.Linq.Expressions;
using System.Reflection;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>A tuple or a record, built from parts of the record: compiled once a worker, so that a part costs a call and no box.</summary>
/// <param name="fields">What reads a part, by its position.</param>
/// <param name="absent">The parts that no record has, and that are their defaults.</param>
internal sealed class PartsParser<T>(Fields fields, params int[] absent) : RecordParser<T>
{
    private static readonly MethodInfo ReadPart = typeof(Fields).GetMethod(nameof(Fields.Read), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private Func<Fields, T>? _build;

    private protected override T ParseSound(in Record record)
    {
        fields.Load(in record);
        return (_build ??= Compile())(fields);
    }

    private Func<Fields, T> Compile()
    {
        var source = Expression.Parameter(typeof(Fields));
        var parts = Parts.Of(typeof(T))!;
        Expression[] values = [.. parts.Types.Select((type, i) => absent.Contains(i) ? parts.Default(i) : (Expression)Expression.Call(source, ReadPart.MakeGenericMethod(type), Expression.Constant(i)))];
        var built = TupleShape.IsTuple(typeof(T)) ? TupleShape.New(typeof(T), values) : Expression.New(parts.Constructor!, values);
        return Expression.Lambda<Func<Fields, T>>(built, source).Compile();
    }
}

/// <summary>What a value is put together from: a tuple's elements, or the parameters of a type's only constructor.</summary>
/// <param name="Constructor">Null for a tuple.</param>
/// <param name="Names">Empty for a tuple.</param>
/// <param name="Types">The parts' types.</param>
internal sealed record Parts(ConstructorInfo? Constructor, string[] Names, Type[] Types)
{
    internal static Parts? Of(Type type)
    {
        if (TupleShape.IsTuple(type)) return new Parts(null, [], TupleShape.Elements(type));
        if (type.IsAbstract || type.IsArray || type.GetConstructors() is not [var constructor] || constructor.GetParameters() is not { Length: > 0 } parameters) return null;
        return new Parts(constructor, [.. parameters.Select(one => one.Name!)], [.. parameters.Select(one => one.ParameterType)]);
    }

    /// <summary>Whether the part may be left out.</summary>
    internal bool HasDefault(int part) => Constructor is not null && Constructor.GetParameters()[part].HasDefaultValue;

    internal Expression Default(int part)
    {
        var value = Default(Constructor!.GetParameters()[part]);
        return value is null ? Expression.Default(Types[part]) : Expression.Convert(Expression.Constant(value), Types[part]);
    }

    /// <summary>What a parameter is that is left out, as its type has it.</summary>
    internal static object? Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue is { } value && type.IsEnum ? Enum.ToObject(type, value) : parameter.DefaultValue;
    }
}
