namespace ActorMap.Codec;

/// <summary>For strings, null included.</summary>
internal sealed class TextForm : ItemForm<string?>
{
    internal override void Write(string? value, WireWriter to) => WireText.WriteOrNull(value, to);

    internal override string? Read(ref WireReader from) => WireText.ReadOrNull(ref from);
}
