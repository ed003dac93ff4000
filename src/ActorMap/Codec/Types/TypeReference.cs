using System.Buffers;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Carries one type: a job's items and results are of types that travel so.</summary>
internal static class TypeReference
{
    /// <exception cref="StateCopyException">The type can't be named elsewhere: it was made at run time.</exception>
    internal static EncodedType Write(Type type)
    {
        var table = new TypeTableWriter();
        var to = new WireWriter();
        try
        {
            table.IndexOf(type);
        }
        catch (RefusedException refused)
        {
            throw NotCarried.Error(TypeName.Of(type), refused);
        }

        table.WriteTo(to);
        return new EncodedType(to.ToArray(), table.Shipped);
    }

    /// <exception cref="WireException">The bytes are not those of a type.</exception>
    /// <exception cref="FunctionLoadException">An assembly or the type isn't to be had here.</exception>
    internal static Type Read(ReadOnlyMemory<byte> bytes, IAssemblySource assemblies) => Damage.Typed(() =>
    {
        var from = new WireReader(new ReadOnlySequence<byte>(bytes));
        var table = new TypeTableReader();
        table.Read(ref from, assemblies);
        from.End();
        return table.Last;
    });
}
