using System.Globalization;
using System.Text;

namespace ActorMap.Node.Completing;

/// <summary>For zsh: <c>_arguments</c> knows which words are options, values and files.</summary>
internal static class ZshCompletion
{
    internal static string Script()
    {
        var script = new StringBuilder(
            $"#compdef actormap\n# zsh completion of actormap: actormap completion zsh > \"${{fpath[1]}}/_actormap\"\n_actormap() {{\n    if (( CURRENT == 2 )); then\n        compadd -- {string.Join(' ', CompletionCommand.Commands)} --help --version\n        return\n    fi\n    local command=$words[2]\n    shift words; (( CURRENT-- ))\n    case $command in\n");
        foreach (var command in CompletionCommand.Commands)
        {
            script.Append(CultureInfo.InvariantCulture, $"        {command})\n            _arguments '--help[how to use it]'");
            var valued = CommandOptions.Valued(command).ToDictionary(option => option.Name, option => option.Values);
            foreach (var name in CommandOptions.Of(command).SelectMany(option => option.Aliases.Prepend(option.Name)))
            {
                var value = !valued.TryGetValue(name, out var choices) ? string.Empty : choices is [] ? ":value:_files" : $":value:({string.Join(' ', choices)})";
                script.Append(CultureInfo.InvariantCulture, $" \\\n                '*{name}{value}'");
            }

            if (CommandOptions.Words(command) is { Length: > 0 } words) script.Append(CultureInfo.InvariantCulture, $" \\\n                '1:what:({string.Join(' ', words)})'");
            script.Append(" \\\n                '*:file:_files' ;;\n");
        }

        script.Append("    esac\n}\n");
        return script.Append("if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _actormap \"$@\"; else compdef _actormap actormap; fi\n").ToString();
    }
}
