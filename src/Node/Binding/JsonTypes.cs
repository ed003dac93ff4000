using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorMap.Node.Results;

namespace ActorMap.Node.Binding;

/// <summary>
/// What the tool has found out of the types that it reads and writes as JSON. Options keep that as long as they live, so code that came with a job has some of its own, which go with it.
/// </summary>
internal sealed class JsonTypes
{
    private static readonly ConditionalWeakTable<Type, JsonTypes> s_collectible = new();

    private readonly bool _last;
    private JsonOptions? _options;

    private JsonTypes(bool last) => _last = last;

    /// <summary>Of the types that stay as long as the process.</summary>
    internal static JsonTypes Lasting { get; } = new(last: true);

    /// <inheritdoc cref="JsonOptions.Input"/>
    internal JsonSerializerOptions Input => Options.Input;

    /// <inheritdoc cref="JsonOptions.Rows"/>
    internal JsonSerializerOptions Rows => Options.Rows;

    /// <inheritdoc cref="JsonOptions.Results"/>
    internal JsonSerializerOptions Results => Options.Results;

    /// <inheritdoc cref="JsonOptions.Own"/>
    internal OwnTypes Own => Options.Own;

    // Made when the first of them is asked for: most functions read and write no JSON, and are not kept waiting for it.
    private JsonOptions Options => _options ?? Interlocked.CompareExchange(ref _options, Made(), null) ?? _options;

    /// <summary>Those of a function's code. What a job brought goes all at once, so any type of it stands for all.</summary>
    internal static JsonTypes Of(params ReadOnlySpan<Type?> code)
    {
        foreach (var type in code)
            if (type is { IsCollectible: true }) return s_collectible.GetValue(type, _ => new JsonTypes(last: false));
        return Lasting;
    }

    private JsonOptions Made() => new(_last ? JsonSerializerOptions.Default : new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });
}
