namespace ActorMap.Cluster.Wire;

/// <summary>How one type of message travels.</summary>
internal sealed class WireRow
{
    private WireRow(string manifest, Type type, Action<WireWriter, object> write, WireRead<object> read)
    {
        Manifest = manifest;
        Type = type;
        Write = write;
        Read = read;
    }

    /// <summary>What the wire calls the type. Never used again for another.</summary>
    public string Manifest { get; }

    public Type Type { get; }

    public Action<WireWriter, object> Write { get; }

    public WireRead<object> Read { get; }

    public static WireRow Of<T>(string manifest, Action<WireWriter, T> write, WireRead<T> read)
        where T : class => new(manifest, typeof(T), (writer, message) => write(writer, (T)message), read);
}
