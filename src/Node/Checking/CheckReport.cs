namespace ActorMap.Node.Checking;

/// <summary>All that is known of a function.</summary>
/// <param name="Function">The words that name it.</param>
/// <param name="Type">Its type or method.</param>
/// <param name="Kind">What it is: a function object of which interface, a lambda, a static method.</param>
/// <param name="Takes">The type of an item.</param>
/// <param name="Parameters">The names by which it takes parts of a record.</param>
/// <param name="Gives">The type of a result, and how it is written.</param>
/// <param name="Binding">How records become items.</param>
/// <param name="State">What each worker gets a copy of.</param>
/// <param name="Sample">What became of a sample; null where none was tried.</param>
internal sealed record CheckReport(
    string Function, string Type, string Kind, string Takes, string[] Parameters, string Gives, string Binding, StateReport State, SampleReport? Sample)
{
    internal bool IsLambda => Kind.EndsWith("lambda", StringComparison.Ordinal);

    /// <summary>Why it can't be mapped; null where it can.</summary>
    internal string? Fault => State.Fault?.Message is { } state
        ? $"the state of {Type} can't be copied. {state}"
        : Sample switch
        {
            { DoesNotBind: true } sample => $"{sample.Place} does not bind: {sample.Error}",
            { DoesNotConverse: true } sample => $"{Function} can't be talked to. {sample.Error}",
            _ => null,
        };
}

/// <summary>The state: what a worker's copy of it costs, and what is in it.</summary>
/// <param name="Fields">The fields, in the order of their declaration.</param>
/// <param name="Bytes">What a copy takes of memory; null where there can be none.</param>
/// <param name="CopyTime">How long a copy takes.</param>
/// <param name="Starts">Whether it builds more in each worker (<c>IWorkerStart</c>).</param>
/// <param name="Fault">What can't be copied.</param>
/// <param name="Elsewhere">Where it is, in words, if nothing of it is here; else null.</param>
internal sealed record StateReport(StateField[] Fields, long? Bytes, TimeSpan CopyTime, bool Starts, StateCopyException? Fault, string? Elsewhere = null);

/// <summary>One field of the state.</summary>
/// <param name="Name">The field, as the user called it.</param>
/// <param name="Type">The type of what is in it.</param>
/// <param name="Bytes">What it adds to a copy.</param>
/// <param name="Handling">What becomes of it in a copy.</param>
internal sealed record StateField(string Name, string Type, long Bytes, StateHandling Handling);

internal enum StateHandling
{
    Value,
    Copied,
    Shared,
    Empty,
    Refused,
}

/// <summary>A sample through two copies of the function.</summary>
/// <param name="Place">Where the record came from.</param>
/// <param name="Input">The record.</param>
/// <param name="Output">What the first copy gave, as it would be written; null where it failed.</param>
/// <param name="Other">What the second copy gave, where that differs.</param>
/// <param name="Error">The failure, with the user's line where one is known.</param>
/// <param name="DoesNotBind">Whether the record is not what the function takes.</param>
/// <param name="DoesNotConverse">Whether a program did not answer as one must.</param>
internal sealed record SampleReport(string Place, string Input, string? Output, string? Other, string? Error, bool DoesNotBind, bool DoesNotConverse);
