using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Programs;

namespace ActorMap.Node.Checking;

/// <summary>What is said of programs and commands, which have no types of .NET's.</summary>
/// <param name="Type">What is run.</param>
/// <param name="Kind">How often it is run.</param>
/// <param name="Takes">What it reads.</param>
/// <param name="Gives">What it writes.</param>
/// <param name="State">Where what it keeps is.</param>
internal sealed record ProgramText(string Type, string Kind, string Takes, string Gives, StateReport State)
{
    /// <returns>Null where the function is no program.</returns>
    internal static ProgramText? Of(FunctionSource function) => function switch
    {
        FunctionSource.Program program => new(
            ProgramFinder.Find(program.Arguments[0]), "a program, with a process for each worker", "one JSON value a line", "one JSON value a line",
            Elsewhere("in the program's own processes: each worker starts one, and keeps it.")),
        FunctionSource.Command => new(
            "sh", "a command line, with a process for each item", "the text of the record, as a word", "what it prints", Elsewhere("none: each item has a process of its own.")),
        _ => null,
    };

    internal CheckReport Report(MapRequest request, InputSet? input, SampleReport? sample) => new(
        request.Function.Words, Type, Kind, Takes, [], $"{Gives}, written as {Written(request)}", Binding(request, input), State, sample);

    private static StateReport Elsewhere(string place) => new([], 0, TimeSpan.Zero, Starts: true, Fault: null, place);

    private static string Written(MapRequest request) => (request.OutputFormat, request.Function) switch
    {
        (OutputFormat.Jsonl, _) => "one JSON value a line",
        (OutputFormat.Csv, _) => "a row of one column",
        (_, FunctionSource.Program) => "it stands, but a string without its quotes",
        _ => "it stands",
    };

    private static string Binding(MapRequest request, InputSet? input) => (request.Function, input?.Kinds) switch
    {
        (FunctionSource.Command, [RecordKind.Text]) => "to a line, where {} stands",
        (FunctionSource.Command, _) => "to the text of a record, where {} stands",
        (_, [RecordKind.Text]) => "to a line, as a JSON string",
        (_, [RecordKind.Json]) => "to the value of a line",
        (_, [_]) => "to a row, as an object by the columns' names",
        _ => "to JSON values (standard input, -i jsonl), to lines as JSON strings (-i lines), to rows as objects (-i csv or tsv)",
    };
}
