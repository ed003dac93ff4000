namespace ActorMap.Node.Input;

/// <summary>
/// Whether a row's quotes are as RFC 4180 has them. The reader is run lax, as a strict one can't go on after a bad row,
/// and one bad row of a million is what <c>--on-bad-input skip</c> is for.
/// </summary>
internal static class CsvQuotes
{
    /// <returns>What is wrong; null for nothing.</returns>
    internal static string? Fault(ReadOnlySpan<char> row, char delimiter)
    {
        var position = 0;
        while (position < row.Length)
        {
            if (row[position] == '"')
            {
                position = End(row, position + 1);
                if (position < 0) return "a quoted field is not closed";
                if (position < row.Length && row[position] != delimiter && row[position] is not ('\r' or '\n'))
                    return $"'{row[position]}' follows a closing quote; a quote inside a quoted field is written twice";
            }

            var next = row[position..].IndexOf(delimiter);
            if (next < 0) return null;
            position += next + 1;
        }

        return null;
    }

    /// <returns>The position after the closing quote, or -1.</returns>
    private static int End(ReadOnlySpan<char> row, int position)
    {
        while (position < row.Length)
        {
            var quote = row[position..].IndexOf('"');
            if (quote < 0) return -1;
            position += quote + 1;
            if (position >= row.Length || row[position] != '"') return position;
            position++;
        }

        return -1;
    }
}
