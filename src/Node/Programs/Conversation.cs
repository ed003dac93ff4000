using ActorMap.Node.Binding;

namespace ActorMap.Node.Programs;

/// <summary>What became of an item: its answer, or why there is none.</summary>
internal readonly record struct ItemAnswer(JsonText Value, Exception? Error);

/// <summary>
/// Gives items to a worker's program and keeps it alive. Items go ahead of their answers, so that the program never waits; whose fault it is when the lines do not
/// fit the items can't be told then, nor which of them are the right ones, so what is in doubt goes to a new program in smaller lots, at last one by one. An item alone, and
/// given to a new program, is to blame beyond doubt.
/// </summary>
internal sealed class Conversation(string file, string[] words, WorkerInfo worker) : IDisposable
{
    // In a lot: enough that waiting for the last answer is nothing, few enough to be given again.
    private const int MostItems = 16 * 1024;
    private const int MostBytes = 4 << 20;

    // Into how many parts a lot in doubt is split.
    private const int Parts = 16;

    // How long a second line is waited for. The first answer's longest: a program that says something of its own says it at its start.
    private const int FirstPause = 20, Pause = 1, LongestPause = 20;

    // After so many good answers, given one by one, none is waited for any more.
    private const int Trusted = 64;

    private readonly Doubts _doubts = new();
    private ProgramProcess? _program;
    private bool _wasTold;

    internal async Task StartAsync() => _program ??= await ProgramProcess.StartAsync(file, words, worker).ConfigureAwait(false);

    /// <summary>Gives the items, in order, and fills their answers.</summary>
    internal void Run(ReadOnlySpan<JsonText> items, Span<ItemAnswer> answers, CancellationToken cancellation)
    {
        // A program is killed as soon as nobody waits for it: that wakes whoever reads from it.
        using var registration = cancellation.UnsafeRegister(static self => ((Conversation)self!)._program?.Kill(), this);
        try
        {
            for (var next = 0; next < items.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var taken = Step(items[next..], answers[next..], cancellation);
                next += taken;

                // There was a line too many, and none of these has written it: it was late, and what came before these has their neighbours' answers.
                if (_doubts.Pass(taken)) answers[next - 1] = new ItemAnswer(default, Late());
            }
        }
        catch
        {
            // Whatever it was, who knows what the program still has to say.
            _doubts.Clear();
            Drop();
            throw;
        }
    }

    /// <summary>Ends the program with its input. Where it still writes lines that look like answers, it is told that some have gone to the wrong items.</summary>
    internal void Finish()
    {
        if (_program is not { } program) return;
        var rest = program.Finish();
        Drop();
        if (rest.Count > 0 && MayBeShifted(program) && JsonSyntax.Fault(rest[0].Bytes) is null)
        {
            // Nobody asks any more: a throw would be a warning for those who want to know all.
            Shell.Streams.Tell($"actormap: worker {worker.Number}: {Shifted(rest.From(0)).Message}\n");
        }
        else if (rest.Count > 0) Shell.Streams.Tell($"[{worker.Number}] (on its standard output, at its end) {Excerpt.Of(rest.From(0)).TrimEnd()}\n");
    }

    public void Dispose() => Drop();

    /// <summary>Whether a line that nobody asked for may mean that answers have gone to the wrong items: not where the only one was the first line of all.</summary>
    private static bool MayBeShifted(ProgramProcess program) => program.Answered > 1;

    private static ProgramException Shifted(ReadOnlySpan<byte> line) => new(
        "too many lines", $"the program wrote '{Excerpt.Of(line).TrimEnd()}' long after it was asked last: it has written more lines than it was given items, and earlier answers may be those of their neighbours. It must write one line an item");

    private static ProgramException Late() => new(
        "too many lines", "before this item the program was given others, and wrote a line more than these were, too late to be noticed then: earlier answers may be those of their neighbours. It must write one line an item");

    /// <returns>How many items have their answers now.</returns>
    private int Step(ReadOnlySpan<JsonText> items, Span<ItemAnswer> answers, CancellationToken cancellation)
    {
        var length = 1;
        try
        {
            var program = Ready();
            length = Length(items, program);
            if (length > 1) return RunLot(program, items[..length], answers, cancellation);
            answers[0] = RunAlone(program, items[..1], cancellation);
        }
        catch (ProgramException error)
        {
            Drop();
            if (length > 1)
            {
                _doubts.Add(length, most: 1, hadMore: false);
                return 0;
            }

            answers[0] = new ItemAnswer(default, error);
        }

        return 1;
    }

    private ProgramProcess Ready()
    {
        if (_program is { } program && (program.Exchange.HasMore(0) || program.HasEnded))
        {
            var lines = new AnswerLines();
            var saysMore = program.Exchange.HasMore(0) && program.Exchange.Take(lines);
            Drop();
            if (saysMore && MayBeShifted(program)) throw Shifted(lines.From(0));
            if (saysMore) Shell.Streams.Tell($"[{worker.Number}] (on its standard output, unasked; it is started again) {Excerpt.Of(lines.From(0)).TrimEnd()}\n");
        }

        return _program ??= ProgramProcess.StartAsync(file, words, worker).GetAwaiter().GetResult();
    }

    private int Length(ReadOnlySpan<JsonText> items, ProgramProcess program)
    {
        if (program.Answered == 0) return 1;
        var most = _doubts.Most(MostItems);
        var (length, bytes) = (0, 0L);
        while (length < items.Length && length < most && (length == 0 || bytes + items[length].Length < MostBytes)) bytes += items[length++].Length;
        return length;
    }

    private ItemAnswer RunAlone(ProgramProcess program, ReadOnlySpan<JsonText> item, CancellationToken cancellation)
    {
        var hadMore = false;
        while (true)
        {
            var lines = new AnswerLines();
            program.Exchange.Silent = program.Answered == 0 && !_wasTold ? Tell : null;
            var hasAnswered = program.Exchange.Run(item, lines, cancellation);
            cancellation.ThrowIfCancellationRequested();
            var isFresh = program.Answered == 0;

            // A line without an end is the last word of a program that has done its work, and no more than a beginning where it died.
            if (hasAnswered && (!lines.IsCut || program.Describe().Kind == "exit code 0"))
            {
                var fault = JsonSyntax.Fault(lines[0].Bytes);
                var hasMore = HasMore(program, lines, 1, isFresh ? FirstPause : program.Answered < Trusted || _doubts.Any ? Pause : 0);
                if (!hasMore && fault is null)
                {
                    program.Answered++;
                    return hadMore ? new ItemAnswer(default, Late()) : Answers.Of(lines[0]);
                }

                Drop();
                if (isFresh || fault is not null)
                {
                    if (hasMore) _doubts.Explain();
                    return new ItemAnswer(default, Bad(lines, fault));
                }

                hadMore = true;
            }
            else
            {
                var (kind, lastLines) = program.Describe();
                cancellation.ThrowIfCancellationRequested();
                Drop();
                if (isFresh) return new ItemAnswer(default, Ended(kind, lastLines));
            }

            // What it did may be of what it had done before, or of having done enough: only an item that does it to a new one, too, is to blame.
            program = Ready();
        }
    }

    private void Tell()
    {
        _wasTold = true;
        Shell.Streams.Tell(
            $"actormap: worker {worker.Number}: the program has had its first item for 10 s and has not answered. If it should have: it must read its input line by line, and flush "
            + "each answer (python3 -u, awk's fflush() and mawk -W interactive, stdbuf -oL).\n");
    }

    private static ProgramException Bad(AnswerLines lines, string? fault) => fault is not null
        ? new ProgramException("no JSON", $"the program wrote '{Excerpt.Of(lines[0].Bytes)}', which is no JSON value: {fault}. It must write one JSON value a line, and all else to its standard error")
        : lines.From(1).IsEmpty
            ? new ProgramException("too many lines", $"the program wrote '{Excerpt.Of(lines[0].Bytes)}' before it had read all of this item's line. It must read to the end of a line, however long that is, before it answers")
            : new ProgramException("too many lines", $"the program wrote more than one line for this item: '{Excerpt.Of(lines.From(1)).TrimEnd()}' came behind its answer '{Excerpt.Of(lines[0].Bytes)}'");

    /// <remarks>
    /// Answers are sure when all have come, no more, and the program lives: where it has ended, one that it owes may be hidden by a line too many before. So the last item
    /// goes when the others have their lines. An answer that is still owed comes meanwhile, and is one more; a program that has ended does not answer the last one.
    /// </remarks>
    /// <returns>How many items have their answers now: all or none.</returns>
    private int RunLot(ProgramProcess program, ReadOnlySpan<JsonText> items, Span<ItemAnswer> answers, CancellationToken cancellation)
    {
        var (lines, last) = (new AnswerLines(), items.Length - 1);
        var began = TimeProvider.System.GetTimestamp();
        program.Exchange.Silent = null;
        var isComplete = program.Exchange.Run(items[..last], lines, cancellation);

        // Who wrote a line too many is an item behind with its work: its last line comes when that is done.
        var each = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds / last;
        var hasMore = isComplete && HasMore(program, lines, last, (int)Math.Clamp(Math.Ceiling(3 * each), Pause, LongestPause));
        if (isComplete && !hasMore)
        {
            isComplete = program.Exchange.Run(items[last..], lines, cancellation);
            hasMore = isComplete && HasMore(program, lines, items.Length, Pause);
        }

        cancellation.ThrowIfCancellationRequested();
        var good = 0;
        while (good < Math.Min(lines.Count, items.Length) && JsonSyntax.Fault(lines[good].Bytes) is null) good++;
        if (isComplete && !hasMore && good == items.Length)
        {
            for (var i = 0; i < items.Length; i++) answers[i] = Answers.Of(lines[i]);
            program.Answered += items.Length;
            return items.Length;
        }

        Drop();
        var doubted = hasMore ? items.Length : Math.Min(good + 1, items.Length);
        _doubts.Add(doubted, doubted / Parts, hasMore);
        return 0;
    }

    /// <summary>Whether there is more than was asked for, or there was before all was given. The end of its output is not: a program may have had enough.</summary>
    private static bool HasMore(ProgramProcess program, AnswerLines lines, int asked, int pause)
    {
        if (!program.Exchange.IsGiven) return true;
        if (lines.Count == asked && !lines.HasRest && program.Exchange.HasMore(pause)) program.Exchange.Take(lines);
        return lines.Count > asked || lines.HasRest;
    }

    private ProgramException Ended(string kind, string lastLines)
    {
        var last = lastLines.Length == 0 ? string.Empty : $". It said last: {lastLines}{SdkBuilds.CureFor(words, lastLines)}";
        return new ProgramException(kind, (kind == "no answer" ? "the program closed its output before it answered this item" : "the program ended before it answered this item") + last);
    }

    private void Drop()
    {
        var program = _program;
        _program = null;
        program?.Dispose();
    }
}
