using System.Text;

namespace ActorMap.Node.Functions;

/// <summary>C# that is written around the user's own text, and that knows which characters are the user's.</summary>
internal sealed class GeneratedSource
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length, int UserStart)> _user = [];

    internal GeneratedSource Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a piece of the user's text.</summary>
    internal GeneratedSource AddUser(string text, int start, int length)
    {
        _user.Add((_text.Length, length, start));
        _text.Append(text, start, length);
        return this;
    }

    /// <returns>The position in the user's text; null where the tool wrote the code.</returns>
    internal int? ToUser(int position)
    {
        foreach (var (start, length, userStart) in _user)
        {
            if (position >= start && position <= start + length) return userStart + position - start;
        }

        return null;
    }

    public override string ToString() => _text.ToString();
}
