using System.Text;
using System.Text.Unicode;

namespace ActorMap.Node.Binding;

/// <summary>JSON is UTF-8. A reader that looks into no text would find nothing wrong, and the function would.</summary>
internal static class Utf8Check
{
    /// <exception cref="BadRecordException">There is a byte that is no UTF-8.</exception>
    internal static void Throw(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text)) return;
        var position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out var length) == System.Buffers.OperationStatus.Done) position += length;
        throw new BadRecordException($"is not UTF-8: byte {position + 1:N0} is 0x{text[position]:X2}");
    }
}
