using System.Globalization;
using System.Text;

namespace ActorMap.Node.Completing;

/// <summary>For PowerShell. Where it answers nothing, the shell offers files.</summary>
internal static class PwshCompletion
{
    internal static string Script()
    {
        var script = new StringBuilder(
            "# PowerShell completion of actormap: actormap completion pwsh | Out-String | Invoke-Expression\nRegister-ArgumentCompleter -Native -CommandName actormap -ScriptBlock {\n    param($word, $ast, $position)\n    $words = @($ast.CommandElements | ForEach-Object { $_.ToString() })\n    $at = if ($word -eq '') { $words.Count } else { $words.Count - 1 }\n    $command = if ($at -gt 1) { $words[1] } else { '' }\n    $previous = $words[$at - 1]\n    $values = @{\n");
        foreach (var command in CompletionCommand.Commands)
        {
            foreach (var (name, values) in CommandOptions.Valued(command))
                script.Append(CultureInfo.InvariantCulture, $"        '{command} {name}' = @({List(values)})\n");
        }

        script.Append("    }\n    $options = @{\n");
        foreach (var command in CompletionCommand.Commands)
        {
            string[] words = [.. CommandOptions.Words(command), .. CommandOptions.Of(command).SelectMany(option => option.Aliases.Prepend(option.Name)), "--help"];
            script.Append(CultureInfo.InvariantCulture, $"        '{command}' = @({List(words)})\n");
        }

        script.Append("    }\n    $offered = if ($command -eq '') { @(");
        script.Append(List([.. CompletionCommand.Commands, "--help", "--version"]));
        script.Append(") } elseif ($values.ContainsKey(\"$command $previous\")) { $values[\"$command $previous\"] } else { $options[$command] }\n");
        script.Append("    $offered | Where-Object { $_ -clike \"$word*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }\n}\n");
        return script.ToString();
    }

    private static string List(string[] words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
