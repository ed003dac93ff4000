using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>Stands for any object that is not an array, to get at where its fields begin. Never made.</summary>
internal sealed class RawData
{
#pragma warning disable CS0649 // Only its address is taken.
    internal byte First;
#pragma warning restore CS0649

    private RawData()
    {
    }

    internal static ref byte Of(object value) => ref Unsafe.As<RawData>(value).First;
}
