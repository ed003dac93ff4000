using System.Buffers;

namespace ActorMap.Node.Programs;

/// <summary>What a place in a command line is to the shell.</summary>
internal enum ShellPlace
{
    Bare,

    /// <summary>Within double quotes.</summary>
    Quotes,

    /// <summary>Within single quotes, where nothing is read but their end.</summary>
    Apostrophes,

    /// <summary>Within a here-document, where quotes are text.</summary>
    Document,

    /// <summary>Within a here-document whose word is quoted: all is text.</summary>
    Verbatim,
}

/// <summary>Follows a command line as a shell reads it: which quotes are open, also within <c>$(…)</c> and backquotes in quotes, and what is comment or here-document.</summary>
internal sealed class ShellPlaces
{
    // A case has patterns that end with a parenthesis which nothing has opened.
    private const char Command = '(', Backquote = '`', Arithmetic = '+', Case = 'c', Document = 'd', Verbatim = 'v';

    private static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\n;&|()<>`");
    private static readonly string[] BeforeCommands = ["if", "then", "elif", "else", "while", "until", "do", "in", "{", "!"];

    private readonly Stack<char> _open = new();
    private readonly Queue<(string Word, bool HasTabs, bool IsVerbatim)> _announced = new();
    private readonly Stack<(string Word, bool HasTabs)> _documents = new();

    internal ShellPlace Here => Top switch
    {
        '"' => ShellPlace.Quotes,
        '\'' => ShellPlace.Apostrophes,
        Document => ShellPlace.Document,
        Verbatim => ShellPlace.Verbatim,
        _ => ShellPlace.Bare,
    };

    private char Top => _open.TryPeek(out var open) ? open : '\0';

    /// <summary>Reads on from a position.</summary>
    /// <returns>How many characters belong together there.</returns>
    internal int Pass(string text, int at) => Here switch
    {
        ShellPlace.Apostrophes => Close(text[at] == '\''),
        ShellPlace.Document or ShellPlace.Verbatim when EndOfDocument(text, at) is > 0 and var length => length,
        ShellPlace.Verbatim => 1,
        ShellPlace.Bare when Top != Arithmetic => PassBare(text, at),
        _ => PassAny(text, at),
    };

    private int PassBare(string text, int at)
    {
        switch (text[at])
        {
            case '#' when IsWordStart(text, at):
                return Length(text.AsSpan(at), Top == Backquote ? "\n`" : "\n");
            case '<' when string.CompareOrdinal(text, at, "<<<", 0, 3) == 0:
                return 3;
            case '<' when string.CompareOrdinal(text, at, "<<", 0, 2) == 0:
                return Announce(text, at);
            case '\n' when _announced.TryDequeue(out var next):
                _documents.Push((next.Word, next.HasTabs));
                _open.Push(next.IsVerbatim ? Verbatim : Document);
                return 1;
            case '\'':
                _open.Push('\'');
                return 1;
            case 'c' when IsCommand(text, at, "case"):
                _open.Push(Case);
                return 4;
            case 'e' when Top == Case && IsCommand(text, at, "esac"):
                _open.Pop();
                return 4;
            default:
                return PassAny(text, at);
        }
    }

    private int PassAny(string text, int at)
    {
        switch (text[at])
        {
            case '\\':
                return Math.Min(2, text.Length - at);
            case '$' when string.CompareOrdinal(text, at, "$((", 0, 3) == 0:
                _open.Push(Arithmetic);
                _open.Push(Arithmetic);
                return 3;
            case '"' when Here == ShellPlace.Document:
                return 1;
            case '"' or Backquote when Top == text[at]:
                return Close(true);
            case '"' or Backquote:
                _open.Push(text[at]);
                return 1;
            case '(' when Here == ShellPlace.Bare || (at > 0 && text[at - 1] == '$'):
                _open.Push(Top == Arithmetic ? Arithmetic : Command);
                return 1;
            case ')':
                return Close(Top is Command or Arithmetic);
            default:
                return 1;
        }
    }

    private int Close(bool isEnd)
    {
        if (isEnd) _open.Pop();
        return 1;
    }

    /// <summary>The word after which a here-document is named, which ends it.</summary>
    private int Announce(string text, int at)
    {
        var start = at + 2;
        var hasTabs = start < text.Length && text[start] == '-';
        if (hasTabs) start++;
        while (start < text.Length && text[start] is ' ' or '\t') start++;
        var word = text.Substring(start, Length(text.AsSpan(start), Breaks));
        var plain = word.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
        _announced.Enqueue((plain, hasTabs, plain != word));
        return start + word.Length - at;
    }

    /// <returns>The length of the line that ends the here-document; 0 where none stands here.</returns>
    private int EndOfDocument(string text, int at)
    {
        var isContinued = at > 1 && text[at - 2] == '\\' && Top == Document;
        if (text[at - 1] != '\n' || isContinued) return 0;
        var (word, hasTabs) = _documents.Peek();
        var line = text.AsSpan(at, Length(text.AsSpan(at), "\n"));
        if (!(hasTabs ? line.TrimStart('\t') : line).SequenceEqual(word)) return 0;
        _documents.Pop();
        _open.Pop();
        return line.Length;
    }

    private static int Length(ReadOnlySpan<char> rest, string ends) => rest.IndexOfAny(ends) is >= 0 and var end ? end : rest.Length;

    private static int Length(ReadOnlySpan<char> rest, SearchValues<char> ends) => rest.IndexOfAny(ends) is >= 0 and var end ? end : rest.Length;

    private static bool IsWordStart(string text, int at) => at == 0 || Breaks.Contains(text[at - 1]);

    /// <summary>Whether the word stands here, and where a command begins.</summary>
    private static bool IsCommand(string text, int at, string word)
    {
        if (!IsWordStart(text, at) || Length(text.AsSpan(at), Breaks) != word.Length || string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
        var before = text.AsSpan(0, at).TrimEnd(" \t");
        if (before.IsEmpty || before[^1] is '\n' or ';' or '&' or '|' or '(' or ')' or '`') return true;
        return BeforeCommands.Contains(before[(before.LastIndexOfAny(Breaks) + 1)..].ToString());
    }
}
