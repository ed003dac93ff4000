using System.Globalization;
using System.Text;

namespace ActorMap.Node.Completing;

/// <summary>For fish: one line an option. Files are offered by fish itself.</summary>
internal static class FishCompletion
{
    internal static string Script()
    {
        var script = new StringBuilder("# fish completion of actormap: actormap completion fish > ~/.config/fish/completions/actormap.fish\n");
        script.Append(CultureInfo.InvariantCulture, $"complete -c actormap -n __fish_use_subcommand -f -a '{string.Join(' ', CompletionCommand.Commands)}'\n");
        foreach (var command in CompletionCommand.Commands)
        {
            var when = $"complete -c actormap -n '__fish_seen_subcommand_from {command}'";
            var valued = CommandOptions.Valued(command).ToDictionary(option => option.Name, option => option.Values);
            foreach (var option in CommandOptions.Of(command))
            {
                var names = option.Aliases.Prepend(option.Name).Select(name => name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : $"-s {name[1..]}");
                var value = !valued.TryGetValue(option.Name, out var choices) ? string.Empty : choices is [] ? " -r" : $" -x -a '{string.Join(' ', choices)}'";
                script.Append(CultureInfo.InvariantCulture, $"{when} {string.Join(' ', names)}{value}\n");
            }

            if (CommandOptions.Words(command) is { Length: > 0 } words) script.Append(CultureInfo.InvariantCulture, $"{when} -f -a '{string.Join(' ', words)}'\n");
        }

        return script.ToString();
    }
}
