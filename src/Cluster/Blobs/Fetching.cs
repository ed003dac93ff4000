using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>One blob that a session fetches, and those who wait for it.</summary>
internal sealed class Fetching(BlobId blob) : IDisposable
{
    public BlobId Blob { get; } = blob;

    public List<(JobId Job, Action<ReadOnlyMemory<byte>> Then, Action<Exception> Failed)> Waiting { get; } = [];

    public BlobUse Use { get; set; }

    public bool IsShared => Use != BlobUse.Own;

    /// <summary>Where it comes by messages.</summary>
    public BlobFetch? Parts { get; set; }

    /// <summary>Where it is on its way beside the messages: what ends the attempt.</summary>
    public CancellationTokenSource? Attempt { get; private set; }

    /// <summary>Where it is fetched from, or was last.</summary>
    public string? From { get; private set; }

    /// <summary>Where it was not to be had, until another address is known.</summary>
    public string? Failed { get; set; }

    public int Failures { get; set; }

    /// <summary>When it was asked where it is; 0: it was not.</summary>
    public long AskedAt { get; set; }

    /// <summary>When something was heard of it.</summary>
    public long HeardAt { get; set; }

    public CancellationTokenSource BeginAttempt(string from)
    {
        (From, Failed, Attempt) = (from, null, new CancellationTokenSource());
        return Attempt;
    }

    public void EndAttempt()
    {
        Attempt?.Dispose();
        Attempt = null;
    }

    public void Dispose()
    {
        Attempt?.Cancel();
        EndAttempt();
        Parts?.Dispose();
    }
}
