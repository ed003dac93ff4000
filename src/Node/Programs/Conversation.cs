using ActorMap.Node.Binding;

namespace ActorMap.Node.Programs;

/// <summary>What became of an item: its answer, or why there is none.</summary>
internal readonly record struct ItemAnswer(JsonText Value, Exception? Error);

/// <summary>
/// Gives items to a worker's program and keeps it alive. Items go ahead of their answers, so that the program never waits; whose fault it is when the lines do not
/// fit the items can't be told then, so what is in doubt goes to a new program in smaller lots, at last one by one. An item alone is to blame beyond doubt.
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

    private ProgramProcess? _program;
    private int _inDoubt;
    private int _mostInDoubt = 1;
    private bool _lookTwice;
    private bool _wasLot;
    private bool _hadMore;
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
                _inDoubt = Math.Max(0, _inDoubt - taken);
                if (_inDoubt > 0) continue;
                _lookTwice = false;

                // There was a line too many, and none of these has written it: it was late, and what came before these has their neighbours' answers.
                if (_hadMore) answers[next - 1] = new ItemAnswer(default, Late());
                _hadMore = false;
            }
        }
        catch
        {
            // Whatever it was, who knows what the program still has to say.
            _hadMore = false;
            Drop();
            throw;
        }
    }

    /// <summary>Ends the program with its input.</summary>
    /// <exception cref="ProgramException">It still wrote lines that look like answers: then some have gone to the wrong items.</exception>
    internal void Finish()
    {
        if (_program is null) return;
        var rest = _program.Finish();
        Drop();
        if (rest.Count > 0 && _wasLot && JsonSyntax.Fault(rest[0].Bytes) is null) throw Shifted(rest.From(0));
        if (rest.Count > 0) Shell.Streams.Tell($"[{worker.Number}] (on its standard output, at its end) {Excerpt.Of(rest.From(0)).TrimEnd()}\n");
    }

    public void Dispose() => Drop();

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
                (_inDoubt, _mostInDoubt, _lookTwice) = (length, 1, true);
                return 0;
            }

            answers[0] = new ItemAnswer(default, error);
        }

        return 1;
    }

    private ProgramProcess Ready()
    {
        if (_program is not null && _program.Exchange.HasMore(0))
        {
            var lines = new AnswerLines();
            var goesOn = _program.Exchange.Take(lines);
            Drop();
            if (goesOn && _wasLot)
            {
                _wasLot = false;
                throw Shifted(lines.From(0));
            }

            if (goesOn) Shell.Streams.Tell($"[{worker.Number}] (on its standard output, unasked; it is started again) {Excerpt.Of(lines.From(0)).TrimEnd()}\n");
        }

        return _program ??= ProgramProcess.StartAsync(file, words, worker).GetAwaiter().GetResult();
    }

    private int Length(ReadOnlySpan<JsonText> items, ProgramProcess program)
    {
        if (program.Answered == 0) return 1;
        var most = _inDoubt > 0 ? Math.Min(_mostInDoubt, _inDoubt) : MostItems;
        var (length, bytes) = (0, 0L);
        while (length < items.Length && length < most && (length == 0 || bytes + items[length].Length < MostBytes)) bytes += items[length++].Length;
        return length;
    }

    private ItemAnswer RunAlone(ProgramProcess program, ReadOnlySpan<JsonText> item, CancellationToken cancellation)
    {
        while (true)
        {
            var lines = new AnswerLines();
            program.Exchange.Silent = program.Answered == 0 && !_wasTold ? Tell : null;
            var hasAnswered = program.Exchange.Run(item, lines, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (hasAnswered) return Checked(program, lines);

            var (kind, lastLines) = program.Describe();
            cancellation.ThrowIfCancellationRequested();
            var isFresh = program.Answered == 0;
            Drop();
            if (isFresh) return new ItemAnswer(default, Ended(kind, lastLines));

            // It may have ended for what it had done before, or for having done enough: only an item that ends a new one, too, is to blame.
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

    private ItemAnswer Checked(ProgramProcess program, AnswerLines lines)
    {
        var fault = JsonSyntax.Fault(lines[0].Bytes);
        var pause = program.Answered == 0 ? FirstPause : program.Answered < Trusted || _lookTwice ? Pause : 0;
        if (fault is null && !HasExtra(program, lines, 1, pause))
        {
            program.Answered++;
            _wasLot = false;
            return Answers.Of(lines[0]);
        }

        Drop();
        _hadMore = false;
        return new ItemAnswer(default, fault is not null
            ? new ProgramException("no JSON", $"the program wrote '{Excerpt.Of(lines[0].Bytes)}', which is no JSON value: {fault}. It must write one JSON value a line, and all else to its standard error")
            : new ProgramException("too many lines", $"the program wrote more than one line for this item: '{Excerpt.Of(lines.From(1)).TrimEnd()}' came behind its answer '{Excerpt.Of(lines[0].Bytes)}'"));
    }

    /// <returns>How many items have their answers now.</returns>
    private int RunLot(ProgramProcess program, ReadOnlySpan<JsonText> items, Span<ItemAnswer> answers, CancellationToken cancellation)
    {
        var lines = new AnswerLines();
        var began = TimeProvider.System.GetTimestamp();
        var isComplete = program.Exchange.Run(items, lines, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var good = 0;
        while (good < Math.Min(lines.Count, items.Length) && JsonSyntax.Fault(lines[good].Bytes) is null) good++;
        if (good == items.Length && isComplete)
        {
            // Who wrote a line too many is an item behind with its work: its last line comes when that is done.
            var each = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds / items.Length;
            if (HasExtra(program, lines, items.Length, (int)Math.Clamp(Math.Ceiling(3 * each), Pause, LongestPause)))
            {
                Drop();
                _hadMore |= _inDoubt == 0;
                (_inDoubt, _mostInDoubt, _lookTwice) = (items.Length, Math.Max(1, items.Length / Parts), true);
                return 0;
            }

            for (var i = 0; i < items.Length; i++) answers[i] = Answers.Of(lines[i]);
            program.Answered += items.Length;
            _wasLot = true;
            return items.Length;
        }

        // A line that is no JSON may be the second one of the item before.
        var isDead = good == lines.Count;
        var sure = isDead ? good : Math.Max(0, good - 1);
        for (var i = 0; i < sure; i++) answers[i] = Answers.Of(lines[i]);
        Drop();
        (_inDoubt, _mostInDoubt, _lookTwice) = (items.Length, 1, !isDead);
        return sure;
    }

    /// <summary>Whether there is more than was asked for. The end of its output is not: a program may have had enough.</summary>
    private static bool HasExtra(ProgramProcess program, AnswerLines lines, int asked, int pause)
    {
        if (lines.Count == asked && !lines.HasRest && program.Exchange.HasMore(pause)) program.Exchange.Take(lines);
        return lines.Count > asked || lines.HasRest;
    }

    private static ProgramException Ended(string kind, string lastLines)
    {
        var last = lastLines.Length == 0 ? string.Empty : $". It said last: {lastLines}";
        return new ProgramException(kind, (kind == "no answer" ? "the program closed its output before it answered this item" : "the program ended before it answered this item") + last);
    }

    private void Drop()
    {
        var program = _program;
        _program = null;
        program?.Dispose();
    }
}
