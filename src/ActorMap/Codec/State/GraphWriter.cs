using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>
/// Writes one graph. Objects are numbered when first met and written in that order, from a list: however long the chains of references are,
/// the stack stays flat.
/// </summary>
internal sealed class GraphWriter
{
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _objects = [];
    private readonly Dictionary<Type, (int Index, Form Form)> _forms = [];
    private readonly WireWriter _marks = new();
    private int _markCount;

    internal WireWriter Head { get; } = new();

    internal WireWriter Content { get; } = new();

    internal TypeTableWriter Types { get; } = new();

    /// <summary>0 for null, else the object's place and one.</summary>
    internal int NumberOf(object? value)
    {
        if (value is null) return 0;
        if (_numbers.TryGetValue(value, out var number)) return number;
        _objects.Add(value);
        return _numbers[value] = _objects.Count;
    }

    internal EncodedState Write(object root)
    {
        NumberOf(root);
        for (var i = 0; i < _objects.Count; i++)
        {
            try
            {
                WriteObject(_objects[i]);
            }
            catch (RefusedException refused)
            {
                throw NotCarried.Error(CulpritPath.Of(root, _objects[i]), refused);
            }
        }

        return Assemble();
    }

    private void WriteObject(object value)
    {
        var type = value.GetType();
        if (!_forms.TryGetValue(type, out var known)) _forms[type] = known = Meet(type, value);
        Head.Number(known.Index);
        known.Form.WriteHead(value, this);
        known.Form.WriteContent(value, this);
    }

    private (int Index, Form Form) Meet(Type type, object value)
    {
        var form = Forms.Of(type);
        // What is refused is so before its type is, which may have no name elsewhere either.
        if (form is RefusedForm) form.WriteHead(value, this);
        var index = Types.IndexOf(type);
        if (form.Mark == 0) return (index, form);
        _marks.Number(index);
        _marks.Number(form.Mark);
        _markCount++;
        return (index, form);
    }

    private EncodedState Assemble()
    {
        var all = new WireWriter();
        all.Bytes(GraphReader.Magic);
        Types.WriteTo(all);
        all.Number(_markCount);
        all.Append(_marks);
        all.Number(_objects.Count);
        all.Number((ulong)Head.Length);
        all.Append(Head);
        all.Append(Content);
        if (all.Length > Array.MaxLength)
            throw new StateCopyException(TypeName.Of(_objects[0].GetType()), _objects[0].GetType(),
                $"is {all.Length:N0} bytes, and a function that travels can be {Array.MaxLength:N0}; load the data in each worker with MapFunction.PerWorker");
        return new EncodedState(all, Types.Shipped);
    }
}
