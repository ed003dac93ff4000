namespace ActorMap.Codec;

/// <summary>For what is told by a text, null included.</summary>
internal sealed class TextualForm<T>(Func<T, string> write, Func<string, T> read) : ItemForm<T?>
    where T : class
{
    internal override void Write(T? value, WireWriter to) => WireText.WriteOrNull(value is null ? null : write(value), to);

    internal override T? Read(ref WireReader from) => WireText.ReadOrNull(ref from) is { } text ? read(text) : null;
}
