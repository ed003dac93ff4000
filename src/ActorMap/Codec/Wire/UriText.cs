namespace ActorMap.Codec;

/// <summary>A URI travels as what it was made of, behind whether it is absolute: a relative one may read as absolute, such as <c>c:\x</c>.</summary>
internal static class UriText
{
    internal static string Of(Uri uri) => (uri.IsAbsoluteUri ? "a" : "r") + uri.OriginalString;

    internal static Uri Read(string text) => new(text[1..], text[0] == 'a' ? UriKind.Absolute : UriKind.Relative);
}
