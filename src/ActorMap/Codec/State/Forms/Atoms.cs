using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorMap.Codec;

/// <summary>
/// Types whose objects travel as what they were made of: they can't be changed, or they keep beside it what holds in one process only
/// (hash codes, caches, handles).
/// </summary>
internal static class Atoms
{
    private static readonly Dictionary<Type, Form> s_exact = new()
    {
        [typeof(string)] = Text<string>(text => text, text => text),
        [typeof(Version)] = Text<Version>(version => version.ToString(), text => new Version(text)),
        [typeof(XNamespace)] = Text<XNamespace>(name => name.NamespaceName, XNamespace.Get),
        [typeof(XName)] = Text<XName>(name => name.ToString(), XName.Get),
        [typeof(CompositeFormat)] = Text<CompositeFormat>(format => format.Format, CompositeFormat.Parse),
        [typeof(JsonDocument)] = Text<JsonDocument>(document => document.RootElement.GetRawText(), text => JsonDocument.Parse(text, JsonText.Options)),
        [typeof(TimeZoneInfo)] = Text<TimeZoneInfo>(
            zone => ReferenceEquals(zone, TimeZoneInfo.Utc) ? "" : zone.ToSerializedString(),
            text => text.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FromSerializedString(text)),
        [typeof(CompareInfo)] = Text<CompareInfo>(info => info.Name, text => CultureAtom.Named(text).CompareInfo),
        [typeof(TextInfo)] = Text<TextInfo>(info => info.CultureName, text => CultureAtom.Named(text).TextInfo),
        [typeof(RegionInfo)] = Text<RegionInfo>(region => region.Name, text => new RegionInfo(text)),
        [typeof(CultureInfo)] = Text<CultureInfo>(CultureAtom.NameOf, CultureAtom.Named),
        [CultureAtom.DataType] = Text<object>(CultureAtom.NameOfData, CultureAtom.DataOf),
        [typeof(Uri)] = Text<Uri>(UriText.Of, UriText.Read),
        [typeof(ReaderWriterLockSlim)] = Text<ReaderWriterLockSlim>(
            rw => rw.RecursionPolicy == LockRecursionPolicy.NoRecursion ? "" : "r",
            text => new ReaderWriterLockSlim(text.Length == 0 ? LockRecursionPolicy.NoRecursion : LockRecursionPolicy.SupportsRecursion)),
        [typeof(Regex)] = new AtomForm<Regex>(WriteRegex, ReadRegex),
    };

    internal static Form? For(Type type)
    {
        if (s_exact.TryGetValue(type, out var form)) return form;
        if (type.IsAssignableTo(typeof(IPAddress))) return new AtomForm<IPAddress>(WriteAddress, ReadAddress);
        return ReflectionAtoms.For(type);
    }

    private static AtomForm<T> Text<T>(Func<T, string> write, Func<string, T> read)
        where T : class
    {
        return new AtomForm<T>((value, to) => WireText.Write(write(value), to.Head), Read);
        object Read(ref WireReader head, GraphReader reader) => read(WireText.Read(ref head));
    }

    private static void WriteRegex(Regex regex, GraphWriter to)
    {
        WireText.Write(regex.ToString(), to.Head);
        to.Head.Number((int)regex.Options);
        to.Head.Signed(regex.MatchTimeout.Ticks);
    }

    private static Regex ReadRegex(ref WireReader head, GraphReader reader) =>
        new(WireText.Read(ref head), (RegexOptions)head.Below(1 << 12), new TimeSpan(head.Signed()));

    private static void WriteAddress(IPAddress address, GraphWriter to)
    {
        var bytes = address.GetAddressBytes();
        to.Head.Byte((byte)bytes.Length);
        to.Head.Bytes(bytes);
        to.Head.Number(bytes.Length == 16 ? (ulong)address.ScopeId : 0);
    }

    private static IPAddress ReadAddress(ref WireReader head, GraphReader reader)
    {
        var bytes = new byte[head.Byte() == 16 ? 16 : 4];
        head.CopyTo(bytes);
        var scope = head.Number();
        return bytes.Length == 16 ? new IPAddress(bytes, (long)scope) : new IPAddress(bytes);
    }
}
