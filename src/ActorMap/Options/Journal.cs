using ActorMap.Journaling;

namespace ActorMap;

/// <summary>
/// The durable record of one map's outcomes. A map with a journal that is not there yet writes it; one with a journal that is there takes from it every outcome
/// that is durable, runs the rest, and gives what an undisturbed run would have given.
/// </summary>
/// <remarks>
/// A result is handed over once it is durable: some milliseconds later than without. A map of other items, another function, another state or another seed is refused
/// with a <see cref="JournalException"/> that says what differs. Items, results and state must be of types that can be carried to another process.
/// </remarks>
public sealed class Journal
{
    private Journal(string path, bool retryFailed) => (Path, RetryFailed) = (path, retryFailed);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether items that failed are run again.</summary>
    public bool RetryFailed { get; }

    /// <summary>What the function and its state are, where who asks knows better than their types tell; null to tell by type, build and content.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Identity { get; init; }

    /// <summary>Whether the source was ended early by who asks, so that it may end before the outcomes that there are.</summary>
    internal Func<bool> IsCut { get; init; } = () => false;

    /// <summary>Told what was found in a journal that was there.</summary>
    internal Action<JournalFindings> Found { get; init; } = _ => { };

    /// <summary>Opens the file; another for specs of disks that fail.</summary>
    internal Func<string, JournalStorage> Open { get; init; } = FileStorage.Open;

    /// <summary>A journal in a file, which is made where it is not there. One program uses it at a time.</summary>
    /// <param name="path">The file; its directory must be there.</param>
    /// <param name="retryFailed">Runs those items again whose outcome is a failure. By default a failure is an outcome like others and is not run again.</param>
    /// <returns>The journal, for <see cref="MapOptions.Journal"/>. The file is opened when a map starts.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static Journal AtPath(string path, bool retryFailed = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Journal(path, retryFailed);
    }

    internal Journal With(IReadOnlyList<KeyValuePair<string, string>> identity, Func<bool> isCut, Action<JournalFindings> found) =>
        new(Path, RetryFailed) { Identity = identity, IsCut = isCut, Found = found, Open = Open };

    internal Journal Over(Func<string, JournalStorage> open) => new(Path, RetryFailed) { Identity = Identity, IsCut = IsCut, Found = Found, Open = open };
}
