using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Mapping;
using ActorMap.Node.Results;
using ActorMap.Pool;

namespace ActorMap.Node.Programs;

/// <summary>Programs and commands as functions of the tool, here and on nodes that allow them.</summary>
internal static class ProgramForms
{
    /// <summary>What nodes know the running of programs by. It is registered as a form only: no list of functions has it.</summary>
    internal const string NodeName = "a program";

    private const string Words = "words", Each = "each";

    internal static LoadedFunction Load(FunctionSource.Program program)
    {
        ProgramFinder.Find(program.Arguments[0]);
        return Describe(new ProgramFunction(program.Arguments));
    }

    internal static LoadedFunction Load(FunctionSource.Command command)
    {
        _ = new CommandTemplate(command.Text);
        ProgramFinder.Find("/bin/sh");
        return Describe(new CommandFunction(command.Text));
    }

    /// <summary>What a node must know to run it.</summary>
    internal static Dictionary<string, string> Order(FunctionSource function) => function switch
    {
        FunctionSource.Program program => new() { [Words] = JsonSerializer.Serialize(program.Arguments) },
        FunctionSource.Command command => new() { [Each] = command.Text },
        _ => throw new InvalidOperationException($"{function.GetType()} is no program."),
    };

    /// <summary>Registers the running of programs on a node; where it is not allowed, the refusal.</summary>
    internal static void Register(FunctionRegistry registry, bool isAllowed) => registry.Register(
        FunctionRegistry.FormOf(NodeName, RecordOrder.Form),
        new RegisteredFunction(typeof(Record), typeof(Encoded), typeof(string), state => isAllowed
            ? RecordOrder.Fill(NodeName, (string)state!, Make)
            : throw new FunctionLoadException("A node of the cluster runs no programs. Start it with programs allowed (actormap node --allow-exec): whoever may join can then run any program on it.")));

    private static LoadedFunction Make(IReadOnlyList<Setting> settings) => settings is [{ Name: Words } words]
        ? Load(new FunctionSource.Program(JsonSerializer.Deserialize<string[]>(words.Text)!))
        : Load(new FunctionSource.Command(settings.Single(one => one.Name == Each).Text));

    private static LoadedFunction Describe(object function)
    {
        var definition = FunctionInterfaces.Of(function.GetType())!;
        return new LoadedFunction(function, definition, [], []);
    }
}
