namespace ActorMap.Node.Programs;

/// <summary>What a place in a command line is to the shell.</summary>
internal enum ShellPlace
{
    Bare,

    /// <summary>Within double quotes.</summary>
    Quotes,

    /// <summary>Within single quotes, where nothing is read but their end.</summary>
    Apostrophes,
}

/// <summary>Follows a command line as a shell reads it: which quotes are open, also within <c>$(…)</c> and backquotes in quotes.</summary>
internal sealed class ShellPlaces
{
    private const char Command = '(', Backquote = '`';

    private readonly Stack<char> _open = new();

    internal ShellPlace Here => _open.TryPeek(out var open)
        ? open switch { '"' => ShellPlace.Quotes, '\'' => ShellPlace.Apostrophes, _ => ShellPlace.Bare }
        : ShellPlace.Bare;

    /// <summary>Reads on from a position.</summary>
    /// <returns>How many characters belong together there.</returns>
    internal int Pass(string text, int at)
    {
        var character = text[at];
        if (Here == ShellPlace.Apostrophes)
        {
            if (character == '\'') _open.Pop();
            return 1;
        }

        switch (character)
        {
            case '\\':
                return Math.Min(2, text.Length - at);
            case '"' or Backquote when _open.TryPeek(out var open) && open == character:
                _open.Pop();
                break;
            case '"' or Backquote:
                _open.Push(character);
                break;
            case '\'' when Here == ShellPlace.Bare:
                _open.Push(character);
                break;
            case '(' when Here == ShellPlace.Bare || (at > 0 && text[at - 1] == '$'):
                _open.Push(Command);
                break;
            case ')' when _open.TryPeek(out var begun) && begun == Command:
                _open.Pop();
                break;
        }

        return 1;
    }
}
