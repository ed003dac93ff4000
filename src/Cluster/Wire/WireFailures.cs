using ActorMap.Messages;

namespace ActorMap.Cluster.Wire;

/// <summary>Failures travel as text: without the exception itself, and cut to lengths of which one always fits a message.</summary>
internal static class WireFailures
{
    /// <summary>The fewest bytes of a failure: each field at its shortest.</summary>
    public const int Least = 8;

    public static void Failure(this WireWriter writer, ItemFailure failure)
    {
        writer.Natural(failure.Index);
        writer.Natural(failure.Attempts);
        writer.Natural(failure.Worker.Number);
        writer.Name(failure.Worker.Node);
        writer.Text(failure.ErrorType, WireLimits.ErrorType);
        writer.Text(failure.ErrorMessage);
        writer.Optional(failure.StackTrace, (w, trace) => w.Text(trace, WireLimits.StackTrace));
        writer.Duration(failure.Duration);
    }

    public static ItemFailure Failure(this ref WireReader reader) => new(
        reader.Natural(),
        reader.Natural32(),
        new WorkerInfo(reader.Natural32(), reader.Name()),
        reader.Text(WireLimits.ErrorType),
        reader.Text(),
        reader.OptionalText(WireLimits.StackTrace),
        Original: null,
        reader.Duration());

    /// <summary>Deals failures, in their order, into arrays that each fit a <see cref="ParcelFailed"/>.</summary>
    public static IEnumerable<ItemFailure[]> Split(IEnumerable<ItemFailure> failures)
    {
        var batch = new List<ItemFailure>();
        var size = 0;
        foreach (var failure in failures)
        {
            var next = SizeOf(failure);
            if (batch.Count > 0 && size + next > WireLimits.Failures)
            {
                yield return [.. batch];
                batch.Clear();
                size = 0;
            }

            batch.Add(failure);
            size += next;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    private static int SizeOf(ItemFailure failure)
    {
        using var writer = new WireWriter();
        writer.Failure(failure);
        return writer.Length;
    }
}
