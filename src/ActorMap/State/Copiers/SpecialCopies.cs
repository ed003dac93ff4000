using System.Globalization;
using System.Text.Json;

namespace ActorMap.State;

/// <summary>The types of the framework that know best how they are copied.</summary>
internal static class SpecialCopies
{
    private static readonly Dictionary<Type, Func<object, object>> s_core = new()
    {
        // Locks are copied unlocked; a held one is refused before.
        [typeof(object)] = _ => new object(),
        [typeof(Lock)] = original => Activator.CreateInstance(original.GetType())!,
        [typeof(ReaderWriterLockSlim)] = original => new ReaderWriterLockSlim(((ReaderWriterLockSlim)original).RecursionPolicy),
        [typeof(CultureInfo)] = original => ((CultureInfo)original).IsReadOnly ? original : ((CultureInfo)original).Clone(),
        [typeof(NumberFormatInfo)] = original => ((NumberFormatInfo)original).IsReadOnly ? original : ((NumberFormatInfo)original).Clone(),
        [typeof(DateTimeFormatInfo)] = original => ((DateTimeFormatInfo)original).IsReadOnly ? original : ((DateTimeFormatInfo)original).Clone(),
    };

    // By name: see SharedTypes. A field of a type of theirs would load its assembly, too.
    private static readonly Dictionary<string, Func<object, object>> s_named = new()
    {
        ["System.Text.Json.JsonDocument"] = original => Copied((JsonDocument)original),
    };

    /// <summary>Its text is as it was read, with whatever options: to copy it must not be stricter.</summary>
    private static JsonDocument Copied(JsonDocument original) =>
        JsonDocument.Parse(original.RootElement.GetRawText(), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue });

    internal static Func<object, object>? For(Type type) => s_core.GetValueOrDefault(type) ?? s_named.GetValueOrDefault(type.FullName ?? "");
}
