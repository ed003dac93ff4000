using System.Reflection;
using ActorMap.State;

namespace ActorMap.Cluster.Codec;

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

/// <summary>For types that name a codec: what it writes behind its length, one more than it is so that 0 is null.</summary>
internal sealed class UserForm<T>(IPayloadCodec<T> codec) : ItemForm<T?>
{
    internal override void Write(T? value, WireWriter to)
    {
        if (value is null)
        {
            to.Number(0);
            return;
        }

        var own = new WireWriter();
        codec.Write(value, own);
        to.Number((ulong)own.Length + 1);
        to.Append(own);
    }

    internal override T? Read(ref WireReader from)
    {
        var head = from.Number();
        return head == 0 ? default : codec.Read(from.Take(from.CheckedCount(head - 1, 1)));
    }
}
