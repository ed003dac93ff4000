using ActorMap.Node.Programs;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Where the function is to be had: one of the forms of <c>FN</c>.</summary>
internal abstract record FunctionSource
{
    /// <summary>The form as one would type it again.</summary>
    internal abstract string Words { get; }

    /// <summary>The files of this machine that the words name: what the function is made of, and all that a program is told to use.</summary>
    internal virtual IEnumerable<string> Files => [];

    /// <summary>The command that maps by it, with more words: what stands behind a program is the program's.</summary>
    internal string Line(string more) => this is Program ? $"actormap map{more} {Words}" : $"actormap map {Words}{more}";

    /// <summary>The words are the inputs, where an option or what stands behind <c>--</c> gave the function; else the first is the function.</summary>
    /// <param name="expression">What <c>-e</c> gave.</param>
    /// <param name="command">What <c>--exec-each</c> gave.</param>
    /// <param name="program">What stands behind <c>--</c>; null where there is none.</param>
    /// <param name="words">The words that belong to no option.</param>
    internal static (FunctionSource Function, string[] Inputs) Split(string? expression, string? command, string[]? program, string[] words)
    {
        string[] given = [.. expression is null ? Array.Empty<string>() : ["-e"], .. command is null ? Array.Empty<string>() : ["--exec-each"], .. program is null ? Array.Empty<string>() : ["a program after --"]];
        if (given.Length > 1) throw CommandException.Usage($"{string.Join(" and ", given)}: each is a function, and a map has one. Give one of them.");
        if (expression is not null) return (new Lambda(expression), words);
        if (command is not null) return (new Command(command), words);
        if (program is not null) return program is [] ? throw CommandException.Usage("which program? Nothing stands after '--'. Use actormap map [INPUT…] -- PROGRAM [ARGUMENT…].") : (new Program(program), words);
        if (words is not [var function, .. var inputs])
            throw CommandException.Usage("which function? Give -e 'x => x.Length', a C# file, lib.dll#Ns.Type, or a program: -- python3 worker.py. See actormap map --help.");
        return (Parse(function), inputs);
    }

    private static FunctionSource Parse(string text)
    {
        if (text is ['@', .. var name]) return name.Length > 0 ? new Named(name) : throw CommandException.Usage("'@' names no function. Use @NAME; actormap status lists those that the nodes have.");
        var hash = text.LastIndexOf('#');
        var (file, member) = hash < 0 ? (text, null) : (text[..hash], text[(hash + 1)..]);
        if (file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)) return new SourceFile(file, member);
        if (!file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            throw CommandException.Usage($"'{text}' is no function. Use -e 'x => x.Length', a C# file (score.cs), lib.dll#Ns.Type, or @name on a cluster.");
        return string.IsNullOrEmpty(member)
            ? throw CommandException.Usage($"'{text}' names no type. Say which: {file}#Namespace.Type or {file}#Namespace.Type.Method.")
            : new Library(file, member);
    }

    /// <summary><c>-e 'x => x.Length'</c>.</summary>
    internal sealed record Lambda(string Text) : FunctionSource
    {
        internal override string Words => $"-e {Quoting.Word(Text)}";
    }

    /// <summary><c>score.cs</c>, or <c>score.cs#Type</c> where the file has several.</summary>
    internal sealed record SourceFile(string Path, string? Member) : FunctionSource
    {
        internal override string Words => Quoting.Word(Member is null ? Path : $"{Path}#{Member}");

        internal override IEnumerable<string> Files => [Path];
    }

    /// <summary><c>lib.dll#Ns.Type</c> or <c>lib.dll#Ns.Type.Method</c>.</summary>
    internal sealed record Library(string Path, string Member) : FunctionSource
    {
        internal override string Words => Quoting.Word($"{Path}#{Member}");

        internal override IEnumerable<string> Files => [Path];
    }

    /// <summary><c>-- prog args</c>: a program that each worker has a process of.</summary>
    internal sealed record Program(string[] Arguments) : FunctionSource
    {
        internal override string Words => $"-- {string.Join(' ', Arguments.Select(Quoting.Word))}";

        internal override IEnumerable<string> Files => ProgramWords.Files(Arguments);
    }

    /// <summary><c>--exec-each 'cmd {}'</c>: a process an item.</summary>
    internal sealed record Command(string Text) : FunctionSource
    {
        internal override string Words => $"--exec-each {Quoting.Word(Text)}";

        internal override IEnumerable<string> Files => ProgramWords.Files(Text);
    }

    /// <summary><c>@name</c>: the nodes have it, and nothing of it is here.</summary>
    internal sealed record Named(string Name) : FunctionSource
    {
        internal override string Words => Quoting.Word($"@{Name}");
    }
}
