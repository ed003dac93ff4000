using System.Buffers;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Reads one graph: types, then all objects without their content, then delegates, contents, and collections that are built anew.</summary>
internal sealed class GraphReader(IAssemblySource assemblies, object? pool)
{
    // A delegate on a delegate on a delegate: what a compiler or a person writes has a few.
    private const int DeepestDelegate = 200;

    private object?[] _objects = [];
    private Form[] _forms = [];
    private PendingDelegate?[] _delegates = [];
    private readonly List<RebuildTask> _rebuilds = [];
    private long _budget;
    private int _at;

    internal static ReadOnlySpan<byte> Magic => "AMS1"u8;

    internal TypeTableReader Types { get; } = new();

    internal object? Pool => pool;

    internal object Read(ReadOnlySequence<byte> bytes)
    {
        var from = new WireReader(bytes);
        Span<byte> magic = stackalloc byte[Magic.Length];
        from.CopyTo(magic);
        if (!magic.SequenceEqual(Magic)) throw new WireException("they are not a function's state of this version");
        Types.Read(ref from, assemblies);
        ReadMarks(ref from);
        var count = from.Count();
        var head = new WireReader(from.Take(from.CheckedCount(from.Number(), 1)));
        if (count == 0 || count > head.Left) throw new WireException($"{count} objects can't be in {head.Left} bytes");

        _budget = from.Left;
        (_objects, _forms, _delegates) = (new object?[count], new Form[count], new PendingDelegate?[count]);
        MakeAll(ref head);
        FillAll(ref from);
        if (_rebuilds.Count > 0) RebuildTask.RunAll(_rebuilds);
        return _objects[0]!;
    }

    /// <summary>Takes what an object's content needs from the bytes that there are for contents, before memory is given to it.</summary>
    internal void Spend(long count, int least)
    {
        _budget -= count * least;
        if (_budget < 0) throw new WireException("more is announced than the bytes left can hold");
    }

    /// <summary>The object that a reference names, if it is of the type that the place is declared with.</summary>
    internal object? Object(ref WireReader from, Type declared)
    {
        var number = NumberFrom(ref from);
        if (number == 0) return null;
        var value = _objects[number - 1]!;
        if (value.GetType() != declared && !declared.IsInstanceOfType(value))
            throw new WireException($"a {value.GetType()} is in a place for {declared}");
        return value;
    }

    internal int NumberFrom(ref WireReader from) => from.Below(_objects.Length + 1);

    internal void MakeLater(PendingDelegate made) => _delegates[_at] = made;

    internal void RebuildLater(RebuildTask task) => _rebuilds.Add(task);

    private void ReadMarks(ref WireReader from)
    {
        for (var left = from.Count(least: 2); left > 0; left--)
        {
            var type = Types.Type(ref from);
            if (from.Number() != Forms.Of(type).Mark)
                throw new FunctionLoadException($"{type} has other fields on this node than where the function was captured. Run the same build, on the same version of .NET.");
        }
    }

    private void MakeAll(ref WireReader head)
    {
        for (_at = 0; _at < _objects.Length; _at++)
        {
            var type = Types.Type(ref head);
            _forms[_at] = Forms.Of(type);
            _objects[_at] = _forms[_at].Make(type, ref head, this);
        }

        head.End();
        for (var i = 0; i < _objects.Length; i++) Made(i + 1, 0);
    }

    private object? Made(int number, int depth)
    {
        if (number == 0) return null;
        if (_objects[number - 1] is { } made) return made;
        if (depth == DeepestDelegate) throw new WireException("delegates call delegates without an end");
        return _objects[number - 1] = _delegates[number - 1]!.Make(other => Made(other, depth + 1));
    }

    private void FillAll(ref WireReader content)
    {
        for (var i = 0; i < _objects.Length; i++) _forms[i].Fill(_objects[i]!, ref content, this);
        content.End();
    }
}
