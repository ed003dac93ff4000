using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using ActorMap.Cluster.Code;
using ActorMap.Codec;

namespace ActorMap.Cluster.Tests.Code;

/// <summary>Code of a job as it would come from another machine.</summary>
internal static class Images
{
    public static AssemblyId Id(byte[] image) => ImageFacts.IdOf(image);

    public static CodeListing Listing(byte[] image) => new(Id(image), SHA256.HashData(image));

    public static JobCode Job(params byte[][] images)
    {
        var byId = images.ToDictionary(Id);
        return new JobCode(images.Select(Listing), id => byId.TryGetValue(id, out var image) ? image : (ReadOnlyMemory<byte>?)null);
    }

    /// <summary>What a program that compiles in memory has: each image loaded into one context.</summary>
    public static Assembly[] InMemory(params byte[][] images)
    {
        var context = new AssemblyLoadContext("compiled", isCollectible: true);
        return [.. images.Select(image => context.LoadFromStream(new MemoryStream(image)))];
    }

    public static object? Call(Assembly assembly, string type, params object[] arguments) => assembly.GetType(type, throwOnError: true)!.GetMethod("Run")!.Invoke(null, arguments);
}
