using System.IO.Hashing;
using System.Text;

namespace ActorMap.Node.Functions;

/// <summary>
/// What the compiler made of a lambda or a C# file, kept in the user's cache under the hash of all that went in: it takes longer to load and warm the compiler than a small map
/// takes in all. What can't be kept, or is damaged, is compiled.
/// </summary>
/// <param name="Code">The assembly, with its lines in the source, for the stacks of failed items, where it has more than one.</param>
/// <param name="Parameters">Of a lambda: the names of its parts.</param>
/// <param name="ResultNames">Of a lambda: the names in its result that only the compiler knows.</param>
internal sealed record CompiledCode(byte[] Code, string[] Parameters, string[] ResultNames)
{
    // Some 10 KB each. Beyond it those go that were not used for the longest time.
    private const int Most = 500;

    // The hash finds what was kept and tells what is damaged, and needs no more than that: OpenSSL takes 20 ms to load (docs/decisions/0035).
    private const int HashLength = 128 / 8;

    internal System.Reflection.Assembly Load() =>
        EmittedCode.Keep(new FunctionLoadContext(null).LoadFromStream(new MemoryStream(Code)), Code);

    /// <summary>Names all that the code depends on; null where a file can't be read, which the compiler tells better.</summary>
    internal static string? Key(IReadOnlyList<string> parts, IEnumerable<string> files)
    {
        var hash = new XxHash128();
        void Add(ReadOnlySpan<byte> bytes)
        {
            hash.Append(BitConverter.GetBytes(bytes.Length));
            hash.Append(bytes);
        }

        Add(typeof(CompiledCode).Module.ModuleVersionId.ToByteArray());
        Add(typeof(MapContext).Module.ModuleVersionId.ToByteArray());
        foreach (var part in parts) Add(Encoding.UTF8.GetBytes(part));
        try
        {
            foreach (var file in files)
            {
                Add(Encoding.UTF8.GetBytes(file));
                Add(File.ReadAllBytes(file));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>What was kept; null where nothing was.</summary>
    internal static CompiledCode? Find(string? key)
    {
        if (key is null || Place(key) is not { } place || !File.Exists(place)) return null;
        try
        {
            var all = File.ReadAllBytes(place);
            var content = all.AsSpan(HashLength);
            if (!XxHash128.Hash(content).AsSpan().SequenceEqual(all.AsSpan(0, HashLength))) return null;
            using var reader = new BinaryReader(new MemoryStream(all, HashLength, content.Length), Encoding.UTF8);
            var found = new CompiledCode(reader.ReadBytes(reader.ReadInt32()), Texts(reader), Texts(reader));
            Touch(place);
            return found;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>It is in use: others go first.</summary>
    private static void Touch(string place)
    {
        try
        {
            File.SetLastWriteTimeUtc(place, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's, or of a medium that is only read: it does no less well.
        }
    }

    internal void Keep(string? key)
    {
        if (key is null || Place(key) is not { } place) return;

        // Written beside and moved into place: two maps that start at once do not see each other's half.
        var beside = $"{place}.{Environment.ProcessId}";
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.WriteAllBytes(beside, ToArray());
            File.Move(beside, place, overwrite: true);
            var kept = folder.GetFiles();
            if (kept.Length > Most) foreach (var old in kept.OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most / 2)) old.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is .NET's word for a file that may not grow (ulimit -f). A cache that can't be written costs time, and nothing else.
            Drop(beside);
        }
    }

    /// <summary>The half of it that a full disk took would stay for ever.</summary>
    private static void Drop(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing was written there either.
        }
    }

    private byte[] ToArray()
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Code.Length);
            writer.Write(Code);
            foreach (var texts in (string[][])[Parameters, ResultNames])
            {
                writer.Write(texts.Length);
                foreach (var text in texts) writer.Write(text);
            }
        }

        return [.. XxHash128.Hash(content.ToArray()), .. content.ToArray()];
    }

    private static string[] Texts(BinaryReader reader)
    {
        var texts = new string[reader.ReadInt32()];
        for (var i = 0; i < texts.Length; i++) texts[i] = reader.ReadString();
        return texts;
    }

    private static string? Place(string key) => UserCache.Folder is { } folder ? Path.Combine(folder, "compiled", key) : null;
}
