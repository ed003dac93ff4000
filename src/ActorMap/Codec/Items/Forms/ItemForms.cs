using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActorMap.Codec;

/// <summary>Types that travel in a way of their own, as items and within items.</summary>
internal static class ItemForms
{
    private static readonly Dictionary<Type, object> s_fixed = new()
    {
        [typeof(string)] = new TextForm(),
        [typeof(ReadOnlyMemory<byte>)] = new BytesForm<ReadOnlyMemory<byte>>(memory => memory, bytes => bytes),
        [typeof(Memory<byte>)] = new BytesForm<Memory<byte>>(memory => memory, bytes => bytes),
        [typeof(JsonElement)] = new BytesForm<JsonElement>(
            json => json.ValueKind == JsonValueKind.Undefined ? default : System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json).ToArray(),
            bytes => bytes.Length == 0 ? default : JsonDocument.Parse(bytes.AsMemory(), JsonText.Options).RootElement),
        [typeof(JsonDocument)] = new TextualForm<JsonDocument>(json => json.RootElement.GetRawText(), text => JsonDocument.Parse(text, JsonText.Options)),
        [typeof(JsonNode)] = Json<JsonNode>(),
        [typeof(JsonObject)] = Json<JsonObject>(),
        [typeof(JsonArray)] = Json<JsonArray>(),
        [typeof(JsonValue)] = Json<JsonValue>(),
        [typeof(Uri)] = new TextualForm<Uri>(UriText.Of, UriText.Read),
        [typeof(Version)] = new TextualForm<Version>(version => version.ToString(), text => new Version(text)),
    };

    internal static bool Has(Type type) => Make(type) is not null;

    internal static ItemForm<T>? For<T>() => (ItemForm<T>?)Make(typeof(T));

    internal static object? Make(Type type)
    {
        if (type.IsDefined(typeof(PayloadCodecAttribute), false)) return UserForms.Make(type);
        if (s_fixed.TryGetValue(type, out var form)) return form;
        if (type.IsSZArray && PlainTypes.Contains(type.GetElementType()!)) return New(typeof(PlainArrayItem<>), type.GetElementType()!);
        // Within others: primitives, enums and nullables are shorter in the others' own way.
        return IsWide(type) ? New(typeof(PlainForm<>), type) : null;
    }

    internal static object New(Type definition, Type argument) => Activator.CreateInstance(definition.MakeGenericType(argument), nonPublic: true)!;

    private static bool IsWide(Type type) =>
        !type.IsPrimitive && !type.IsEnum && Nullable.GetUnderlyingType(type) is null && PlainTypes.Contains(type);

    private static TextualForm<T> Json<T>()
        where T : JsonNode => new(json => json.ToJsonString(), text => (T)JsonNode.Parse(text, null, JsonText.Options)!);
}
