namespace ActorMap.Codec;

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

        var own = WireWriter.Rent();
        codec.Write(value, own);
        to.Number((ulong)own.Length + 1);
        to.Append(own);
        own.Return();
    }

    internal override T? Read(ref WireReader from)
    {
        var head = from.Number();
        return head == 0 ? default : codec.Read(from.Take(from.CheckedCount(head - 1, 1)));
    }
}
