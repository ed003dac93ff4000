using Akka.Configuration;

namespace ActorMap.Pool;

/// <summary>The defaults: <c>config/reference.conf</c>, which is part of the assembly.</summary>
internal static class Reference
{
    public static Config Config { get; } = Read();

    /// <summary>Of them what is of ActorMap. A system that is another's keeps its own of Akka.</summary>
    public static Config OfActorMap { get; } = Config.GetConfig("actormap").Root.AtKey("actormap");

    private static Config Read()
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream("ActorMap.reference.conf")!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
