using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorMap.State;

/// <summary>Options that are locked are immutable, and hold the caches that make them fast: they are shared. Of others the converters are copied, too.</summary>
internal sealed class JsonOptionsCopier : Copier
{
    // By name: see SharedTypes.
    internal const string Name = "System.Text.Json.JsonSerializerOptions";

    internal override object Begin(object original, CopyRun run) => original is JsonSerializerOptions { IsReadOnly: false } options ? new JsonSerializerOptions(options) : original;

    internal override void Finish(object copy, CopyRun run)
    {
        if (copy is not JsonSerializerOptions { IsReadOnly: false } options) return;
        for (var i = 0; i < options.Converters.Count; i++) options.Converters[i] = (JsonConverter)run.Copy(options.Converters[i]);
    }
}
