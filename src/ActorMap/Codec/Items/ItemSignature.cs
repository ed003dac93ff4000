using System.Globalization;
using System.Reflection;

namespace ActorMap.Codec;

/// <summary>The text of an item's type that two nodes compare: what it is called, and the mark of what is carried of it, which two builds may not share.</summary>
internal static class ItemSignature
{
    private static readonly MethodInfo OfDeclared = typeof(ItemSignature).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    internal static string Of<T>(ItemCodec<T> codec) => string.Create(CultureInfo.InvariantCulture, $"{Signature.Of(typeof(T))}#{codec.Mark:x8}");

    /// <exception cref="PayloadException">Something of the type would be lost.</exception>
    internal static string Of(Type type) => (string)OfDeclared.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;

    /// <summary>What the type is called, without the mark.</summary>
    internal static string NameIn(string signature) => signature.LastIndexOf('#') is >= 0 and var mark ? signature[..mark] : signature;

    private static string Create<T>() => Of(ItemCodec<T>.Create());
}
