namespace ActorMap.Cluster.Systems.Tls;

/// <summary>What a peer shows its certificate for: every member both answers and dials, so a member's certificate serves both.</summary>
internal sealed record Purpose(string Id, string Name, string Usage)
{
    public static readonly Purpose Answering = new("1.3.6.1.5.5.7.3.1", "answering others", "serverAuth");

    public static readonly Purpose Dialling = new("1.3.6.1.5.5.7.3.2", "dialling others", "clientAuth");
}
