using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>Text in JSON as it is, and what stands for a byte that is no UTF-8 as its escape (<see cref="LosslessJson"/>): in values and in names.</summary>
internal sealed class LosslessEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Usual = UnsafeRelaxedJsonEscaping;

    public override int MaxOutputCharactersPerInputCharacter => Usual.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => Usual.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => Usual.FindFirstCharacterToEncode(text, textLength);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => Usual.FindFirstCharacterToEncodeUtf8(utf8Text);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Usual.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override OperationStatus EncodeUtf8(ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true) =>
        Usual.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);

    public override OperationStatus Encode(ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        charsConsumed = charsWritten = 0;
        while (true)
        {
            var rest = source[charsConsumed..];
            var lone = LosslessText.IndexOfByte(rest);
            var status = Usual.Encode(lone < 0 ? rest : rest[..lone], destination[charsWritten..], out var taken, out var made, lone >= 0 || isFinalBlock);
            charsConsumed += taken;
            charsWritten += made;
            if (lone < 0 || status != OperationStatus.Done) return status;
            if (!destination[charsWritten..].TryWrite(CultureInfo.InvariantCulture, $"\\u{(int)rest[lone]:x4}", out made)) return OperationStatus.DestinationTooSmall;
            charsConsumed++;
            charsWritten += made;
        }
    }
}
