using System.Reflection.PortableExecutable;

namespace ActorMap.Benchmarks.Harness;

/// <summary>Whether this program was published with native code ahead of time (ReadyToRun), as <c>run.sh</c> does where the compiler for it can be had.</summary>
internal static class NativeCode
{
    public static bool IsThere { get; } = Look();

    private static bool Look()
    {
        using var image = new PEReader(File.OpenRead(typeof(MapPool).Assembly.Location));
        return image.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0;
    }
}
