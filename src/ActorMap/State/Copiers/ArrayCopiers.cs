using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.State;

/// <summary>For arrays of what needs no second look: one block copy, whatever the rank and the bounds.</summary>
internal sealed class FlatArrayCopier : Copier
{
    internal static FlatArrayCopier Instance { get; } = new();

    internal override bool HasContent => false;

    internal override object Begin(object original, CopyRun run) => ((Array)original).Clone();
}

/// <summary>For arrays of references. A copy has the type of its original, so writing past the array's own type check is sound.</summary>
internal sealed class ReferenceArrayCopier : Copier
{
    private const int Many = 64;

    internal static ReferenceArrayCopier Instance { get; } = new();

    internal override object Begin(object original, CopyRun run) => ((Array)original).Clone();

    internal override void Finish(object copy, CopyRun run)
    {
        var array = (Array)copy;
        ref var first = ref Unsafe.As<byte, object?>(ref MemoryMarshal.GetArrayDataReference(array));
        if (array.LongLength is > Many and <= int.MaxValue) run.Expect(CountOf(ref first, array.Length));
        for (nint i = 0; i < (nint)array.LongLength; i++) run.Fix(ref Unsafe.Add(ref first, i));
    }

    // An array may be long and nearly empty.
    private static int CountOf(ref object? first, int length)
    {
        var count = 0;
        foreach (var item in MemoryMarshal.CreateReadOnlySpan(ref first, length))
            if (item is not null) count++;
        return count;
    }
}

/// <summary>For arrays of structs that hold references: the elements are put right in place.</summary>
internal sealed class StructArrayCopier(ElementsFix fix) : Copier
{
    internal override object Begin(object original, CopyRun run) => ((Array)original).Clone();

    internal override void Finish(object copy, CopyRun run)
    {
        var array = (Array)copy;
        fix(ref MemoryMarshal.GetArrayDataReference(array), (nint)array.LongLength, run);
    }
}
