using System.Reflection;
using ActorMap.Tests.Shared;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class SendingRecordsOfOtherLanguages
{
    [Fact]
    public void A_record_of_FSharp_comes_back() => AssertComesBack(EmittedRecord.OfFSharp());

    [Fact]
    public void A_record_of_FSharp_that_is_mutable_comes_back() => AssertComesBack(EmittedRecord.OfFSharp(isMutable: true));

    [Fact]
    public void An_anonymous_type_of_Visual_Basic_comes_back() => AssertComesBack(EmittedRecord.OfVisualBasic());

    private static void AssertComesBack(Type type)
    {
        var send = typeof(Sent).GetMethod(nameof(Sent.Item), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type);
        var back = send.Invoke(null, [EmittedRecord.Filled(type)]);
        Assert.Equal((3, "a"), (type.GetProperty("Total")!.GetValue(back), type.GetProperty("Name")!.GetValue(back)));
    }
}
