namespace ActorMap.Cluster.Tests.Wire;

internal static class BytesExtensions
{
    /// <summary>The array with its beginning replaced.</summary>
    public static byte[] With(this byte[] array, byte[] beginning)
    {
        beginning.CopyTo(array, 0);
        return array;
    }
}
