using ActorMap.Cluster.Systems;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>A configuration goes to another process as text, and is the same there.</summary>
public sealed class ConfigTexts
{
    [Fact]
    public void What_it_falls_back_on_goes_with_it()
    {
        var config = ConfigurationFactory.ParseString("a.b = 1, a.c = 2").WithFallback(ConfigurationFactory.ParseString("a.c = 3, a.d = 4, e = 5").WithFallback(ConfigurationFactory.ParseString("a { f { g = 6 } }\ne = 7")));
        var there = Travelled(config);
        Assert.Equal("1 2 4 5 6", string.Join(' ', new[] { "a.b", "a.c", "a.d", "e", "a.f.g" }.Select(key => there.GetString(key))));
    }

    [Theory]
    [InlineData(@"C:\path\new")]
    [InlineData("say \"hello\"")]
    [InlineData("two\nlines and a\ttab")]
    [InlineData("# no comment // nor this, { nor } a [ list ]")]
    [InlineData("")]
    [InlineData("ünïcode ☃")]
    public void Whatever_characters_a_value_has(string value)
    {
        var there = Travelled(ConfigurationFactory.ParseString($"a.b = {ConfigText.Quoted(value)}"));
        Assert.Equal(value, there.GetString("a.b"));
    }

    [Fact]
    public void Lists_numbers_times_and_switches_mean_the_same()
    {
        var there = Travelled(ConfigurationFactory.ParseString("list = [a, \"b c\", 3], on = on, off = false, time = 1.5 s, size = 64 KiB, number = 2.5, empty = []\n\"quoted.key\" { x = 1 }\nnone {}"));
        Assert.Equal(["a", "b c", "3"], there.GetStringList("list"));
        Assert.True(there.GetBoolean("on"));
        Assert.False(there.GetBoolean("off"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), there.GetTimeSpan("time"));
        Assert.Equal(65536, there.GetByteSize("size"));
        Assert.Equal(2.5, there.GetDouble("number"));
        Assert.Equal(1, there.GetInt("\"quoted.key\".x"));
        Assert.Empty(there.GetStringList("empty"));
    }

    [Fact]
    public void None_is_no_text()
    {
        Assert.Empty(ConfigText.Of(null));
        Assert.Empty(ConfigText.Of(Config.Empty));
    }

    private static Config Travelled(Config config) => ConfigurationFactory.ParseString(ConfigText.Of(config));
}
