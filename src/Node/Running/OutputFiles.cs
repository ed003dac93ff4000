using ActorMap.Node.Arguments;

namespace ActorMap.Node.Running;

/// <summary>All that the map writes but its notices.</summary>
internal sealed class OutputFiles : IDisposable
{
    private OutputFiles(OutputFile results, OutputFile? errors, OutputFile? summary, OutputFile? log) => (Results, Errors, Summary, Log) = (results, errors, summary, log);

    internal OutputFile Results { get; }
    internal OutputFile? Errors { get; }
    internal OutputFile? Summary { get; }
    internal OutputFile? Log { get; }

    /// <summary>The rows of <see cref="Log"/>; null where there is none.</summary>
    internal JobLog? Rows { get; private init; }

    /// <summary>Opens all of them, and empties those that begin anew only then: a map that is refused for one has touched none.</summary>
    internal static OutputFiles Open(MapRequest request)
    {
        var rows = request.JobLog is { } joblog ? new JobLog(request, TimeProvider.System, request.Resumes ? JobLog.LastOf(joblog) : 0) : null;
        var files = new OutputFiles(
            request.Output is { } path ? OutputFile.Create(path, request.Resumes) : OutputFile.Stdout(),
            request.Errors is { } errors ? OutputFile.Create(errors, request.Resumes) : null,
            request.SummaryJson is { } summary ? OutputFile.Create(summary) : null,
            request.JobLog is { } log ? OutputFile.CreateLog(log, JobLog.Header, request.Resumes) : null)
        {
            Rows = rows,
        };
        MapJournal.CheckFile(request);
        foreach (var file in (OutputFile?[])[files.Results, files.Errors, files.Summary, files.Log]) file?.Begin();
        return files;
    }

    /// <summary>Writes the rows that have come since.</summary>
    internal void WriteRows()
    {
        if (Log is { } log) Rows!.WriteTo(log);
    }

    internal void Flush()
    {
        WriteRows();
        Results.Flush();
        Errors?.Flush();
        Summary?.Flush();
        Log?.Flush();
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
        foreach (var flush in (Action[])[WriteRows, () => Results.Flush(), () => Errors?.Flush(), () => Summary?.Flush(), () => Log?.Flush()])
        {
            try
            {
                flush();
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
        Log?.Dispose();
    }
}
