using System.Text.Json;

namespace ActorMap.Node.Binding;

/// <summary>How the tool reads and writes JSON: names as declared, read in any case; text as it is; tuples as arrays; numbers also from strings, as tables give them.</summary>
internal static class Json
{
    /// <summary>As deep as what is written may be, and as most that write JSON go.</summary>
    internal const int Deepest = 1000;

    internal static JsonSerializerOptions Options => JsonTypes.Lasting.Input;

    /// <inheritdoc cref="JsonTypes.Results"/>
    internal static JsonSerializerOptions Results => JsonTypes.Lasting.Results;

    /// <summary>What reads piece by piece, a value that may be wrapped in a line of our own.</summary>
    internal static JsonReaderOptions Reader { get; } = new() { MaxDepth = Deepest + 1 };

    /// <summary>What reads a whole value at once, or such a line.</summary>
    internal static JsonDocumentOptions Document { get; } = new() { MaxDepth = Deepest + 1 };

    internal static JsonWriterOptions Writer { get; } = new() { Encoder = new LosslessEncoder(), SkipValidation = true };

    /// <summary>The value as the function takes it, or a bad record that says where it does not fit.</summary>
    internal static T Read<T>(ReadOnlySpan<byte> json, string what, JsonSerializerOptions? options = null)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, options ?? Options)!;
        }
        catch (JsonException error)
        {
            var at = error.Path is null or "$" ? string.Empty : $" at {error.Path}";
            throw new BadRecordException($"{what}'{Excerpt.Of(json)}' is not {TypeNames.Of(typeof(T))} in JSON{at}: {Plain(error)}");
        }
        catch (NotSupportedException error)
        {
            throw new BadRecordException($"{what}JSON can't be read as {TypeNames.Of(typeof(T))}: {error.Message}");
        }
    }

    /// <summary>The message without the position that the framework appends: a record is one line.</summary>
    internal static string Plain(JsonException error)
    {
        var message = error.InnerException is JsonException or FormatException ? error.InnerException.Message : error.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var path = message.IndexOf(" Path:", StringComparison.Ordinal);
        var end = path >= 0 ? path : position;
        return end < 0 ? message : message[..end].TrimEnd(' ', '|');
    }
}
