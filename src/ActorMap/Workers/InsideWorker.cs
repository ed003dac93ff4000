namespace ActorMap.Workers;

/// <summary>
/// Whether the code that runs was called by a worker. A map that is started there must not wait for the pool's workers, which may all be waiting for
/// such maps: it gets a worker of its own.
/// </summary>
internal static class InsideWorker
{
    private static readonly AsyncLocal<bool> Inside = new();

    public static bool Is => Inside.Value;

    public static void Mark()
    {
        if (!Inside.Value) Inside.Value = true;
    }
}
