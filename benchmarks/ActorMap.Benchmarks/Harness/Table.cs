using System.Text;

namespace ActorMap.Benchmarks.Harness;

/// <summary>A Markdown table: the first column is text, the others are figures.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public Table Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public string ToMarkdown()
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Length).Append(2).Max()).ToArray();
        var text = new StringBuilder();
        Line(text, columns, widths);
        text.Append("| ").AppendJoin(" | ", widths.Select((width, i) => i == 0 ? new string('-', width) : new string('-', width - 1) + ":")).Append(" |\n");
        foreach (var row in _rows) Line(text, row, widths);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).Append(" |\n");
}
