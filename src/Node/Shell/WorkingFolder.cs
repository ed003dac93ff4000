namespace ActorMap.Node.Shell;

/// <summary>Where the names of files begin that have no folder of their own.</summary>
internal static class WorkingFolder
{
    /// <summary>What to tell where an error comes of it: somebody has removed it; null where it is there.</summary>
    internal static string? Explain()
    {
        try
        {
            _ = Directory.GetCurrentDirectory();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "the working directory is gone, and names of files begin there. Change to one that is there (cd), or give whole paths.";
        }
    }
}
