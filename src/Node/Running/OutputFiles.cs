using ActorMap.Node.Arguments;

namespace ActorMap.Node.Running;

/// <summary>All that the map writes but its notices.</summary>
internal sealed class OutputFiles : IDisposable
{
    private OutputFiles(OutputFile results, OutputFile? errors, OutputFile? summary) => (Results, Errors, Summary) = (results, errors, summary);

    internal OutputFile Results { get; }
    internal OutputFile? Errors { get; }
    internal OutputFile? Summary { get; }

    internal static OutputFiles Open(MapRequest request) => new(
        request.Output is { } path ? OutputFile.Create(path, request.Resumes) : OutputFile.Stdout(),
        request.Errors is { } errors ? OutputFile.Create(errors, request.Resumes) : null,
        request.SummaryJson is { } summary ? OutputFile.Create(summary) : null);

    internal void Flush()
    {
        Results.Flush();
        Errors?.Flush();
        Summary?.Flush();
    }

    /// <summary>All is written.</summary>
    internal void Complete()
    {
        Results.Complete();
        Errors?.Complete();
    }

    /// <summary>After a fault: the file that is broken must not keep the others from being written.</summary>
    internal void FlushWhatCan()
    {
        foreach (var file in (OutputFile?[])[Results, Errors, Summary])
        {
            try
            {
                file?.Flush();
            }
            catch (Exception broken) when (broken is Shell.CommandException or ReaderGoneException)
            {
                // Told already, or about to be.
            }
        }
    }

    public void Dispose()
    {
        Results.Dispose();
        Errors?.Dispose();
        Summary?.Dispose();
    }
}
