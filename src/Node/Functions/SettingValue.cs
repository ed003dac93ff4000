using System.Text;
using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>A setting's text as the type that the function declares: a scalar, else JSON.</summary>
internal static class SettingValue
{
    internal static object? As(Setting setting, Type type)
    {
        if (type == typeof(object)) return setting.Literal();
        if (type == typeof(string)) return setting.Text;
        if (setting is { Text: "null", IsText: false } && Nullable.GetUnderlyingType(type) is not null) return null;
        try
        {
            return ScalarParsers.IsScalar(type)
                ? typeof(SettingValue).GetMethod(nameof(Scalar), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                    .MakeGenericMethod(type).Invoke(null, [setting])
                : JsonSerializer.Deserialize(setting.IsText ? JsonSerializer.Serialize(setting.Text, Json.Options) : setting.Text, type, Json.Options);
        }
        catch (System.Reflection.TargetInvocationException error) when (error.InnerException is CommandException told)
        {
            throw told;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw CommandException.Function($"{setting.Title}: '{Excerpt.Of(setting.Text)}' is not {TypeNames.Of(type)}; such a value is given as JSON. {error.Message}");
        }
    }

    private static T Scalar<T>(Setting setting) =>
        ScalarParser<T>.Instance!.TryParse(Encoding.UTF8.GetBytes(setting.Text), out var value)
            ? value
            : throw CommandException.Function($"{setting.Title}: '{Excerpt.Of(setting.Text)}' is not {TypeNames.Of(typeof(T))}.");
}
