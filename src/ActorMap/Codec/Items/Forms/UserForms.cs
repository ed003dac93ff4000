using System.Reflection;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Makes the forms of types that name a codec of the user's.</summary>
internal static class UserForms
{
    internal static object Make(Type type)
    {
        var codec = type.GetCustomAttribute<PayloadCodecAttribute>(inherit: false)!.Codec;
        try
        {
            if (codec.IsGenericTypeDefinition) codec = codec.MakeGenericType(type.GetGenericArguments());
            return Activator.CreateInstance(typeof(UserForm<>).MakeGenericType(type), Activator.CreateInstance(codec, nonPublic: true))!;
        }
        catch (Exception e) when (e is MissingMethodException or ArgumentException or TargetInvocationException or NotSupportedException)
        {
            throw new PayloadException(
                $"{TypeName.Of(type)}: its codec {TypeName.Of(codec)} can't be used; it must be a class with a constructor without parameters that implements IPayloadCodec<{TypeName.Of(type)}>",
                null, type, e);
        }
    }
}
