using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>No message is larger than the transport carries, and none is dropped without a word.</summary>
public sealed class SizesAreBounded
{
    private static readonly JobId Job = new(Guid.Empty, 1);

    [Fact]
    public void A_message_that_is_too_large_is_refused_with_its_name_and_size()
    {
        var message = new RunParcel(Guid.Empty, Job, 1, new IndexRange(0, 1), 1, new Payload(new byte[WireLimits.Message], null));
        var refusal = Assert.Throws<WireException>(() => WireFormat.Encode(message));
        Assert.Contains("RunParcel can't be sent", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1,044,", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_the_largest_size_is_made()
    {
        var around = WireFormat.Encode(new ParcelDone(Guid.Empty, Job, 1, default, 1, default, new Payload(new byte[100_000], null), default)).Length - 100_000;
        var message = new ParcelDone(Guid.Empty, Job, 1, default, 1, default, new Payload(new byte[WireLimits.Message - around], null), default);
        Assert.Equal(WireLimits.Message, WireFormat.Encode(message).Length);
    }

    [Fact]
    public void A_long_error_message_is_cut_between_letters_and_says_so()
    {
        var came = (Refused)WireFormat.Decode("r", WireFormat.Encode(new Refused(Guid.Empty, string.Concat(Enumerable.Repeat("漢😀", 20_000)))));
        Assert.EndsWith("… (cut: too long for the wire)", came.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', came.Reason);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(came.Reason), WireLimits.Text - 10, WireLimits.Text);
    }

    [Fact]
    public void Text_of_just_the_limit_is_not_cut()
    {
        var text = new string('a', WireLimits.Text);
        Assert.Equal(text, ((Refused)WireFormat.Decode("r", WireFormat.Encode(new Refused(Guid.Empty, text)))).Reason);
    }

    [Fact]
    public void A_long_name_is_refused() =>
        Assert.Contains("a name has at most", Assert.Throws<WireException>(() => WireFormat.Encode(new Welcome(Guid.Empty, new string('n', 20_000), 1, false, []))).Message, StringComparison.Ordinal);

    [Fact]
    public void Failures_are_split_in_order_so_that_each_message_fits()
    {
        var worker = new WorkerInfo(1, "here");
        var failures = Enumerable.Range(0, 2_000).Select(index => new ItemFailure(
            index, 1, worker, "System.Exception", new string('m', index % 100 == 0 ? 1_000_000 : index), index % 150 == 0 ? new string('s', 1_000_000) : null, null, default)).ToArray();
        var messages = WireFailures.Split(failures).Select(part => new ParcelFailed(Guid.Empty, Job, 1, part)).ToArray();
        Assert.Equal(failures.Select(failure => failure.Index), messages.SelectMany(message => message.Failures).Select(failure => failure.Index));
        Assert.All(messages, message => Assert.InRange(WireFormat.Encode(message).Length, 1, 128 * 1024));
        Assert.Empty(WireFailures.Split([]));
    }
}
