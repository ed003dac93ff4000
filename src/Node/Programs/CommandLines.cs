using System.Text;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Functions;
using ActorMap.Node.Input;
using ActorMap.Node.Running;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Programs;

/// <summary>What would be run, for <c>--dry-run</c>.</summary>
internal static class CommandLines
{
    private const int Shown = 3;
    private const string Start = "\ncommand    ";

    /// <returns>Nothing where the function is no program.</returns>
    internal static string Describe(MapRequest request, InputSet input, MapPlan plan) => request.Function switch
    {
        FunctionSource.Program program => $"{Start}{string.Join(' ', program.Arguments.Select(Quoting.Word))}   (one for each worker)",
        FunctionSource.Command command => OfItems(new CommandTemplate(command.Text), request, input, plan),
        _ => string.Empty,
    };

    /// <summary>The first items' own; those of standard input are left in it.</summary>
    private static string OfItems(CommandTemplate template, MapRequest request, InputSet input, MapPlan plan)
    {
        if (request.Inputs is []) return $"{Start}{template.Line("{}", 1)}   (one for each item)";
        var parser = RecordParsers.Create<string>(plan.Input);
        var text = new StringBuilder();
        var number = 0;
        foreach (var record in First(input))
        {
            number++;
            try
            {
                text.Append(Start).Append(number > Shown ? "…" : template.Line(parser.Parse(in record), number));
            }
            catch (BadRecordException error)
            {
                text.Append(Start).Append(System.Globalization.CultureInfo.InvariantCulture, $"({record.Place}: {error.Message})");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Record> First(InputSet input)
    {
        var left = Shown + 1;
        foreach (var block in input.Blocks(taken: null))
        {
            var cursor = default(BlockCursor);
            while (block.TryRead(ref cursor, out var record))
            {
                yield return record;
                if (--left == 0) yield break;
            }
        }
    }
}
