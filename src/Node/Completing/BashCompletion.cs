using System.Globalization;
using System.Text;

namespace ActorMap.Node.Completing;

/// <summary>For bash, without the bash-completion package. What is no option is a file.</summary>
internal static class BashCompletion
{
    internal static string Script()
    {
        var script = new StringBuilder(
            """
            # bash completion of actormap: source <(actormap completion bash)
            _actormap_files() {
                local file
                while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$current")
            }
            _actormap() {
                local word current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
                COMPREPLY=()
                # Behind -- stand another program's words.
                for word in "${COMP_WORDS[@]:0:COMP_CWORD}"; do
                    if [[ $word == -- ]]; then _actormap_files; return; fi
                done
                # --option=value is three words to bash.
                if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
                if (( COMP_CWORD == 1 )); then
                    COMPREPLY=($(compgen -W "COMMANDS --help --version" -- "$current"))
                    return
                fi
                case "$command $previous" in

            """.Replace("COMMANDS", string.Join(' ', CompletionCommand.Commands), StringComparison.Ordinal));
        foreach (var command in CompletionCommand.Commands)
        {
            foreach (var same in CommandOptions.Valued(command).GroupBy(option => string.Join(' ', option.Values)))
            {
                var names = string.Join('|', same.Select(option => $"'{command} {option.Name}'"));
                script.Append(CultureInfo.InvariantCulture, $"        {names})\n            {(same.Key.Length > 0 ? Reply(same.Key) : Files)}\n            return ;;\n");
            }
        }

        script.Append("    esac\n    case \"$command\" in\n");
        foreach (var command in CompletionCommand.Commands)
        {
            string[] options = [.. CommandOptions.Of(command).SelectMany(option => option.Aliases.Prepend(option.Name)), "--help"];
            script.Append(CultureInfo.InvariantCulture, $"        {command})\n            if [[ $current == -* ]]; then {Reply(string.Join(' ', options))}\n");
            if (CommandOptions.Words(command) is { Length: > 0 } words)
                script.Append(CultureInfo.InvariantCulture, $"            elif (( COMP_CWORD == 2 )); then {Reply(string.Join(' ', words))}\n");
            script.Append(CultureInfo.InvariantCulture, $"            else {Files}; fi ;;\n");
        }

        return script.Append("    esac\n}\ncomplete -o filenames -F _actormap actormap\n").ToString();
    }

    private const string Files = "_actormap_files";

    private static string Reply(string words) => $"COMPREPLY=($(compgen -W \"{words}\" -- \"$current\"))";
}
