using System.Text.RegularExpressions;

namespace ActorMap.Node.Tests.Support;

/// <summary>What a person sees of what was written to a terminal so wide: carriage returns and erasures done, colours left out.</summary>
internal sealed partial class ScreenText
{
    private readonly List<char[]> _rows = [];
    private readonly int _columns;
    private int _row;
    private int _column;

    internal ScreenText(string written, int columns)
    {
        _columns = columns;
        foreach (Match part in Part().Matches(written))
        {
            if (part.Value is "\r") _column = 0;
            else if (part.Value is "\n") _row++;
            else if (part.Value == "\e[K") Row().AsSpan(Math.Min(_column, columns)).Fill(' ');
            else if (part.Value[0] != '\e') Put(part.Value[0]);
            else if (part.Value[^1] != 'm') Odd += part.Value;
        }

        Frames = [.. Frame().Matches(written).Select(match => Color().Replace(match.Groups[1].Value, ""))];
    }

    /// <summary>The rows at the end.</summary>
    internal string[] Rows => [.. _rows.Select(row => new string(row).TrimEnd()).Reverse().SkipWhile(row => row.Length == 0).Reverse()];

    /// <summary>The progress lines that were shown, one after the other.</summary>
    internal string[] Frames { get; }

    /// <summary>Escapes that are neither colours nor erase to the end of a line.</summary>
    internal string Odd { get; } = "";

    private void Put(char letter)
    {
        if (_column == _columns) (_row, _column) = (_row + 1, 0);
        Row()[_column++] = letter;
    }

    private char[] Row()
    {
        while (_rows.Count <= _row) _rows.Add([.. Enumerable.Repeat(' ', _columns)]);
        return _rows[_row];
    }

    [GeneratedRegex("\e\\[[0-9;?]*[a-zA-Z]|\e.|[^\e]", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("\r([^\r\n]+)\e\\[K")]
    private static partial Regex Frame();

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Color();
}
