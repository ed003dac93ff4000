using System.Buffers;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>Bytes that were cut short or altered are one typed error, whatever they say.</summary>
public sealed class HostileBytes
{
    [Fact]
    public void Of_items_are_a_typed_error()
    {
        Tamper("a", "bcd\uD800", null, new string('x', 300));
        Tamper<double[]?>([1, 2], null, [], [3]);
        Tamper<string?[,]>(new[,] { { "a", null }, { "b", "c" } }, new string[0, 3]);
        Tamper<((byte, double)[], string)>(([(1, 2)], "x"), ([], ""));
        Tamper(new Order(1, "a", [new Line("x", DateTime.MinValue)], new(StringComparer.OrdinalIgnoreCase) { ["k"] = [1, 2] }));
        Tamper<Tree?>(new Tree([new Tree([]), new Tree([new Tree([])])]), null);
    }

    [Fact]
    public void Of_raw_items_of_another_length_are_a_typed_error()
    {
        Assert.Throws<WireException>(() => Sent.Read<int>(new byte[7], 2));
        Assert.Throws<WireException>(() => Sent.Read<(int, int)>(new byte[24], 2));
    }

    [Fact]
    public void That_announce_more_than_there_is_take_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireException>(() => Sent.Read<double[]>([0xFF, 0xFF, 0xFF, 0xFF, 7], 1));
        Assert.Throws<WireException>(() => Sent.Read<string>([0xFF, 0xFF, 0xFF, 0xFF, 0xF], 1));
        Assert.Throws<WireException>(() => Sent.Read<Nothing[]>([0xFF, 0xFF, 0xFF, 0xFF, 0x6], 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void That_there_is_no_memory_for_are_not_called_damaged_and_what_is_damaged_is_said_in_whole_sentences()
    {
        Assert.Throws<InsufficientMemoryException>(() => Damage.Typed<int>(() => throw new InsufficientMemoryException()));
        var error = Assert.Throws<WireException>(() => Damage.Typed<int>(() => throw new InvalidCastException("It is none.")));
        Assert.Contains("InvalidCastException: It is none. They", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_state_are_a_typed_error()
    {
        var numbers = new[] { 1.5, 2.5 };
        var words = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase) { ["a"] = [1], ["b"] = [] };
        Func<int, object?> function = x => (numbers, words, new Uri("http://x"), typeof(Dictionary<,>), (1, "a"))!.Equals(x) ? words : numbers;
        var bytes = Carried.Bytes(function).ToArray();
        for (var length = 0; length < bytes.Length; length++) Carried.Harmless(bytes.AsMemory(0, length));
        Flip(bytes, 4_000, altered => Carried.Harmless(altered));
    }

    [Fact]
    public void Of_a_deep_type_do_not_overflow_the_stack()
    {
        var to = new WireWriter();
        to.Number(1);
        WireText.Write("System.Private.CoreLib", to);
        to.Byte(0);
        to.Number(100_000);
        to.Byte(0);
        to.Number(0);
        WireText.Write("System.Int32", to);
        for (var i = 0; i < 99_999; i++)
        {
            to.Byte(2);
            to.Number(i);
        }

        Assert.Throws<WireException>(() => TypeReference.Read(to.ToArray(), Carried.Here));
    }

    [Fact]
    public void Of_another_build_are_refused()
    {
        var bytes = StateWriter.Write(new Holder<int>(1));
        Assert.Throws<FunctionLoadException>(() => StateReader.Read(bytes.Bytes, new Elsewhere()));
    }

    private static void Tamper<T>(params T[] items)
    {
        var codec = ItemCodec<T>.Create();
        var to = new ArrayBufferWriter<byte>();
        codec.Write(items, to);
        var bytes = to.WrittenSpan.ToArray();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<WireException>(() => codec.Read(new ReadOnlySequence<byte>(bytes, 0, length), new T[items.Length]));
        Flip(bytes, 4_000, altered =>
        {
            try
            {
                codec.Read(new ReadOnlySequence<byte>(altered), new T[items.Length]);
            }
            catch (WireException)
            {
            }
        });
    }

    private static void Flip(byte[] bytes, int times, Action<byte[]> read)
    {
        var random = new Random(20240229);
        for (var i = 0; i < times; i++)
        {
            var altered = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--) altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
            read(altered);
        }
    }

    private sealed class Elsewhere : IAssemblySource
    {
        public System.Reflection.Assembly Load(AssemblyId id) => typeof(object).Assembly;
    }

    private sealed record Order(int Id, string Name, List<Line> Lines, Dictionary<string, int[]> Map);

    private sealed record Line(string Item, DateTime When);

    private sealed record Tree(Tree[] Children);

    private struct Nothing;
}
