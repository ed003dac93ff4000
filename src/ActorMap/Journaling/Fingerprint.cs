using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using ActorMap.Codec;
using ActorMap.State;

namespace ActorMap.Journaling;

/// <summary>What a journal was written for, by name: what differs can be said.</summary>
internal sealed class Fingerprint
{
    private const string Unknown = "unknown";

    private readonly List<KeyValuePair<string, string>> _parts = [];

    /// <summary>The types of items and results, the function, its state, the seed, and the number of items where it is known.</summary>
    /// <exception cref="StateCopyException">Something of the state can't be told from what another program has.</exception>
    public static Fingerprint Of<TIn, TOut>(ItemCodec<TIn> items, ItemCodec<TOut> results, object function, MapOptions options, long? count)
    {
        var print = new Fingerprint();
        print.Add("type of items", $"{Signature.Of(typeof(TIn))} {items.Mark:x8}");
        print.Add("type of results", $"{Signature.Of(typeof(TOut))} {results.Mark:x8}");
        if (options.Journal!.Identity is { } known) print._parts.AddRange(known);
        else print.Add(function);
        print.Add("seed", $"{options.Seed}");
        print.Add("number of items", count is { } number ? $"{number}" : Unknown);
        return print;
    }

    /// <exception cref="WireException">The bytes are not those of a fingerprint.</exception>
    public static Fingerprint Read(ReadOnlyMemory<byte> bytes)
    {
        var from = new WireReader(new ReadOnlySequence<byte>(bytes));
        var print = new Fingerprint();
        for (var left = from.Count(); left > 0; left--) print.Add(WireText.Read(ref from), WireText.Read(ref from));
        from.End();
        return print;
    }

    public byte[] ToArray()
    {
        var to = new WireWriter();
        to.Number(_parts.Count);
        foreach (var (name, value) in _parts)
        {
            WireText.Write(name, to);
            WireText.Write(value, to);
        }

        return to.ToArray();
    }

    /// <summary>In what a map differs from what the journal was written for; empty where in nothing.</summary>
    public string DifferenceTo(Fingerprint journal)
    {
        var names = _parts.Concat(journal._parts).Select(part => part.Key).Distinct();
        var differences = names.Select(name => (Name: name, Now: ValueOf(name), Then: journal.ValueOf(name)))
            .Where(part => part.Now != part.Then && !(part.Name == "number of items" && (part.Now == Unknown || part.Then == Unknown)));
        return string.Join("; ", differences.Select(part => $"the {part.Name} was {part.Then}, and is {part.Now}"));
    }

    private string ValueOf(string name) => _parts.Find(part => part.Key == name).Value ?? "not told";

    private void Add(string name, string value) => _parts.Add(new KeyValuePair<string, string>(name, value));

    /// <summary>State carries the builds of its types, and the methods of lambdas: whatever differs in them shows in its bytes. The rest is for who reads of it.</summary>
    private void Add(object function)
    {
        var state = StateWriter.Write(StateCopier.Capture(function));
        var builds = state.Assemblies.Select(assembly => $"{AssemblyId.Of(assembly)}").Order(StringComparer.Ordinal);
        Add("function", MethodOf(function) is { } method ? $"{method.DeclaringType} {method.Name}" : Signature.Of(function.GetType()));
        Add("build of the function", string.Join(", ", builds));
        Add("state (what the function captured)", Convert.ToHexStringLower(SHA256.HashData(state.Bytes.Span))[..16]);
    }

    private static MethodInfo? MethodOf(object function) => function.GetType()
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(field => (field.GetValue(function) as Delegate)?.Method).FirstOrDefault(method => method is not null);
}
