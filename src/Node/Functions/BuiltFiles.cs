using System.IO.Hashing;
using System.Text;

namespace ActorMap.Node.Functions;

/// <summary>
/// A note of what a build has made, written beside it when it is kept: files that a power failure or a full disk has cut or emptied are there all the same.
/// Its first line is a hash of all below, names, and of the files.
/// </summary>
internal static class BuiltFiles
{
    private const string NoteName = "built";

    // Of a large file the length and the beginning do: to read all of some packages would take longer than a small map.
    private const int Most = 1 << 20;

    internal static void Note(string folder, string made)
    {
        string[] names = [.. Directory.GetFiles(Path.Combine(folder, made), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
        File.WriteAllLines(Path.Combine(folder, NoteName), [Hash(folder, names), .. names]);
    }

    /// <summary>Whether the folder has a build, and all of it is as it was noted.</summary>
    internal static bool AreWhole(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, NoteName)) is [var hash, .. var names] && names is not [] && hash == Hash(folder, names);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The last is a name with bytes in it that no name has.
            return false;
        }
    }

    private static string Hash(string folder, string[] names)
    {
        var hash = new XxHash128();
        var beginning = new byte[Most];
        foreach (var name in names)
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            var length = file.ReadAtLeast(beginning, Most, throwOnEndOfStream: false);
            hash.Append(Encoding.UTF8.GetBytes($"{name}\n{file.Length}\n"));
            hash.Append(beginning.AsSpan(0, length));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
