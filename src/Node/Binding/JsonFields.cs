using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ActorMap.Node.Binding.Scanning;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>An object's properties, each found by its name in one pass; or an array's elements, by their position.</summary>
/// <param name="names">What the properties are called.</param>
/// <param name="types">What reads the values that are no scalars; null where none are of types that came with a job.</param>
internal sealed class JsonFields(string[] names, JsonTypes? types = null) : Fields
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly string[] _what = [.. names.Select(name => $"property {name}: ")];
    private readonly (int Start, int Length)[] _found = new (int, int)[names.Length];
    private JsonSerializerOptions? _options;
    private Record _record;

    internal override void Load(in Record record)
    {
        _record = record;
        Array.Clear(_found);
        Utf8Check.Throw(record.Bytes);
        if (QuickScan.TryFind(record.Bytes, _names, _found)) return;

        // What is found on the way to a doubt is found again.
        Array.Clear(_found);
        try
        {
            if (ReaderScan.TryFind(record.Bytes, _names, _found, out var elements))
            {
                if (elements <= names.Length) return;
                throw OtherLength(elements);
            }
        }
        catch (JsonException error)
        {
            throw new BadRecordException($"is not JSON: {Json.Plain(error)}");
        }

        throw new BadRecordException($"'{Excerpt.Of(record.Bytes)}' is no JSON object; the function takes {string.Join(", ", names)} by name");
    }

    internal bool Has(int index) => _found[index].Length > 0;

    internal ReadOnlySpan<byte> Slice(int index) => _record.Bytes.Slice(_found[index].Start, _found[index].Length);

    internal BadRecordException Lacks(int index)
    {
        using var document = JsonDocument.Parse(_record.Bytes.ToArray(), Json.Document);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array) return OtherLength(root.GetArrayLength());
        var has = string.Join(", ", root.EnumerateObject().Select(property => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property))));
        return new BadRecordException($"has no property {names[index]}; it has {(has.Length == 0 ? "none" : has)}");
    }

    private BadRecordException OtherLength(int elements) =>
        new($"has {elements} {(elements == 1 ? "element" : "elements")}, where the function takes {names.Length}: {string.Join(", ", names)}");

    internal override T Read<T>(int index)
    {
        if (Has(index)) return Value(Slice(index), ScalarParser<T>.Instance, _what[index]);
        return default(T) is null && Nullable.GetUnderlyingType(typeof(T)) is not null ? default! : throw Lacks(index);
    }

    /// <summary>The same of what nobody has looked at yet: <c>007</c> and <c>Infinity</c> would be numbers for .NET.</summary>
    internal static T Whole<T>(ReadOnlySpan<byte> json, ScalarParser<T> scalar)
    {
        if (json is not [(byte)'"', ..] && !JsonNumber.IsWhole(json)) Checked(json);
        return Scalar(json, scalar, string.Empty);
    }

    private T Value<T>(ReadOnlySpan<byte> json, ScalarParser<T>? scalar, string what) =>
        scalar is null ? Json.Read<T>(json, what, _options ??= (types ?? JsonTypes.Lasting).Input) : Scalar(json, scalar, what);

    /// <summary>Numbers without a detour, and also out of strings.</summary>
    private static T Scalar<T>(ReadOnlySpan<byte> json, ScalarParser<T> scalar, string what)
    {
        if (typeof(T) == typeof(byte[])) return Json.Read<T>(json, what);
        if (json.SequenceEqual("null"u8)) return default(T) is null ? default! : throw new BadRecordException($"{what}null is not {TypeNames.Of(typeof(T))}");
        if (json is [(byte)'"', ..]) return scalar.Parse(LosslessJson.Unescape(json), what);
        return scalar.Parse(json, what);
    }

    private static void Checked(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Json.Reader);
            while (reader.Read()) reader.Skip();
        }
        catch (JsonException error)
        {
            throw new BadRecordException($"is not JSON: {Json.Plain(error)}");
        }
    }
}
