using System.Text;

namespace ActorMap.Node.Tests.Support;

/// <summary>A folder of a spec's own.</summary>
internal sealed class Scratch : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("actormap-spec-").FullName;

    internal string Path(string name) => System.IO.Path.Combine(Folder, name);

    internal string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    internal string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    internal string Read(string name) => System.IO.File.ReadAllText(Path(name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
