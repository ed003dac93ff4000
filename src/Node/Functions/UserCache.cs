namespace ActorMap.Node.Functions;

/// <summary>Where what was built or compiled once is kept.</summary>
internal static class UserCache
{
    /// <summary>The folder; null for a user who has none.</summary>
    internal static string? Folder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
                ? set
                : OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.IsPathRooted(cache) ? Path.Combine(cache, "actormap") : null;
        }
    }
}
