using System.Text;
using ActorMap.Journaling;
using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>What a crash cuts short is cut off; what was altered is told.</summary>
public sealed class ReadingDamagedFiles
{
    private static readonly string[] s_texts = ["first", "second", "third and last"];

    [Fact]
    public void Frames_come_back_in_order()
    {
        var (texts, torn) = Scan(Written());
        Assert.Equal(s_texts, texts);
        Assert.Equal(0, torn);
    }

    [Fact]
    public void Wherever_a_crash_cuts_the_last_frame_those_before_it_stay()
    {
        var whole = Written().ToArray();
        var last = whole.Length - FrameHead.Size - s_texts[2].Length;
        for (var length = last + 1; length < whole.Length; length++)
        {
            var torn = Stream(whole[..length]);
            var (texts, dropped) = Scan(torn);
            Assert.Equal(s_texts[..2], texts);
            Assert.Equal((length - last, last), (dropped, torn.Length));
        }
    }

    [Fact]
    public void A_last_frame_that_the_disk_left_as_zeros_is_cut_off()
    {
        var whole = Written().ToArray();
        var last = whole.Length - FrameHead.Size - s_texts[2].Length;
        whole.AsSpan(last).Clear();
        Assert.Equal(s_texts[..2], Scan(Stream(whole)).Texts);
    }

    [Fact]
    public void A_journal_that_never_got_its_first_frame_begins_anew()
    {
        var whole = Written().ToArray();
        for (var length = 0; length < FrameHead.Size + 16 + s_texts[0].Length; length++) Assert.Empty(Scan(Stream(whole[..length])).Texts);
    }

    [Fact]
    public void Every_bit_that_turns_over_before_the_last_frame_is_told()
    {
        var whole = Written().ToArray();
        var last = whole.Length - FrameHead.Size - s_texts[2].Length;
        for (var bit = 0; bit < last * 8; bit++)
        {
            var altered = whole.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            var error = Assert.Throws<JournalException>(() => Scan(Stream(altered)));
            Assert.Contains(bit / 8 < 16 ? "is no journal" : "was altered", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_appended_after_a_cut_is_read_again()
    {
        var whole = Written().ToArray();
        var bytes = Stream(whole[..^1]);
        var file = new JournalFile("j", new MemoryStorage(bytes));
        file.Scan((_, _) => { });
        file.Append("anew"u8);
        Assert.Equal(["first", "second", "anew"], Scan(bytes).Texts);
    }

    private static MemoryStream Written()
    {
        var bytes = new MemoryStream();
        var file = new JournalFile("j", new MemoryStorage(bytes));
        foreach (var text in s_texts) file.Append(Encoding.UTF8.GetBytes(text));
        return bytes;
    }

    private static MemoryStream Stream(byte[] content)
    {
        var bytes = new MemoryStream();
        bytes.Write(content);
        return bytes;
    }

    private static (string[] Texts, long Torn) Scan(MemoryStream bytes)
    {
        var texts = new List<string>();
        var torn = new JournalFile("j", new MemoryStorage(bytes)).Scan((content, _) => texts.Add(Encoding.UTF8.GetString(content.Span)));
        return ([.. texts], torn);
    }
}
