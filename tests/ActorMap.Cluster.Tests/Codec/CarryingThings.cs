using System.Buffers;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorMap.Codec;
using ActorMap.State;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class CarryingThings
{
    [Fact]
    public void What_the_framework_has_one_of_is_the_other_sides_own()
    {
        object[] things = [TimeProvider.System, Random.Shared, DBNull.Value, ArrayPool<int>.Shared, StringComparer.Ordinal, EqualityComparer<string>.Default];
        var copies = Carried.State(things);
        for (var i = 0; i < things.Length; i++) Assert.Same(things[i], copies[i]);
    }

    [Fact]
    public void Values_that_know_how_they_were_made_are_carried()
    {
        var copy = Carried.State(new object[]
        {
            new Uri("http://example.org/%41?b"), new Version(1, 2, 3), new Regex("a(b+)", RegexOptions.IgnoreCase), IPAddress.Loopback, IPAddress.Parse("fe80::1%3"),
            TimeZoneInfo.Utc, CultureInfo.InvariantCulture, new UTF8Encoding(false), JsonDocument.Parse("[1,{\"a\":2}]"), CompositeFormat.Parse("{0:x}"),
        });
        Assert.Equal("http://example.org/%41?b", ((Uri)copy[0]).OriginalString);
        Assert.Equal(new Version(1, 2, 3), copy[1]);
        Assert.Matches((Regex)copy[2], "xABB");
        Assert.Equal(IPAddress.Loopback, copy[3]);
        Assert.Equal(IPAddress.Parse("fe80::1%3"), copy[4]);
        Assert.Same(TimeZoneInfo.Utc, copy[5]);
        Assert.Same(CultureInfo.InvariantCulture, copy[6]);
        Assert.Equal([0xC3, 0xA4], ((Encoding)copy[7]).GetBytes("ä"));
        Assert.Equal(2, ((JsonDocument)copy[8]).RootElement[1].GetProperty("a").GetInt32());
        Assert.Equal("ff", string.Format(null, (CompositeFormat)copy[9], 255));
    }

    [Fact]
    public void Json_elements_that_share_a_document_are_carried()
    {
        var root = JsonDocument.Parse("[1,{\"a\":\"b\"}]").RootElement.Clone();
        var (whole, part) = Carried.State((root, root[1].GetProperty("a")));
        Assert.Equal(2, whole.GetArrayLength());
        Assert.Equal("b", part.GetString());
    }

    [Fact]
    public void Json_that_code_has_made_is_carried()
    {
        var made = new JsonObject { ["a"] = 1, ["b"] = new JsonArray("x", 2.5, true, null, DateTime.UnixEpoch), ["c"] = Guid.Empty };
        var (whole, part, value) = Carried.State((made, made["b"]!, made["a"]!));
        Assert.Equal(made.ToJsonString(), whole.ToJsonString());
        Assert.Same(whole, part.Parent);
        Assert.Same(whole["a"], value);
        Assert.Equal((1, 2.5), (value.GetValue<int>(), part[1]!.GetValue<double>()));
    }

    [Fact]
    public void Types_and_members_are_carried_as_what_they_stand_for()
    {
        var method = typeof(CarryingThings).GetMethod(nameof(Generic), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(typeof(List<int[,]>));
        object[] things = [typeof(Dictionary<,>), typeof(List<int[,]>[]), method, typeof(string).GetProperty("Length")!, typeof(CarryingThings).Assembly];
        Assert.Equal(things, Carried.State(things));
    }

    [Fact]
    public void A_pool_becomes_the_nodes_own()
    {
        var (ours, theirs) = (new SharedThing(), new SharedThing());
        Assert.Same(theirs, Carried.State(ours, theirs));
        Assert.Contains("SharedThing", Assert.Throws<FunctionLoadException>(() => Carried.State(ours)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_keeps_its_message_but_not_where_it_was_thrown()
    {
        Exception caught;
        try
        {
            throw new InvalidOperationException("why");
        }
        catch (InvalidOperationException e)
        {
            caught = e;
        }

        var copy = Carried.State(caught);
        Assert.Equal("why", copy.Message);
        Assert.Contains("why", copy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_type_is_carried()
    {
        var written = TypeReference.Write(typeof((int A, Holder<string[]> B)));
        Assert.Equal(typeof((int, Holder<string[]>)), TypeReference.Read(written.Bytes, Carried.Here));
        Assert.Equal([typeof(CarryingThings).Assembly], written.Assemblies);
    }

    [Fact]
    public void The_assemblies_to_ship_are_told()
    {
        Func<int, object> function = x => new Holder<Type>(typeof(FactAttribute));
        Assert.Contains(typeof(CarryingThings).Assembly, StateWriter.Write(StateCopier.Capture(function)).Assemblies);
        Assert.Equal([typeof(CarryingThings).Assembly, typeof(FactAttribute).Assembly],
            StateWriter.Write(StateCopier.Capture(new Holder<Type>(typeof(FactAttribute)))).Assemblies);
    }

    [Fact]
    public void The_framework_is_told_from_the_rest()
    {
        Assert.True(FrameworkAssemblies.Contains(typeof(object).Assembly));
        Assert.True(FrameworkAssemblies.Contains(typeof(Regex).Assembly));
        Assert.False(FrameworkAssemblies.Contains(typeof(FactAttribute).Assembly));
    }

    [Fact]
    public void Signatures_have_no_versions() =>
        Assert.Equal(
            "System.Collections.Generic.Dictionary`2<System.String,System.ValueTuple`2<System.Int32[],System.Double[,]>>",
            Signature.Of(typeof(Dictionary<string, (int[], double[,])>)));

    private static T? Generic<T>() => default;

    private sealed class SharedThing : ISharedByReference;
}
