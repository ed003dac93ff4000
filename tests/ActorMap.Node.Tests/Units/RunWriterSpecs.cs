using System.Text;
using ActorMap.Node.Arguments;
using ActorMap.Node.Results;
using ActorMap.Node.Running;
using ActorMap.Node.Tests.Support;
using ActorMap.Node.Timing;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>Results are written one behind the other, whether they lie side by side or not.</summary>
public sealed class RunWriterSpecs : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly StageTimes _stages = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Pieces_of_several_buffers_come_in_order()
    {
        byte[] one = "0\n1\n22\n"u8.ToArray(), other = "3\n44\n"u8.ToArray();

        Assert.Equal("0\n1\n22\n3\n44\n0\n", Written(new(one, 0, 2), new(one, 2, 2), new(one, 4, 3), new(other, 0, 2), new(other, 2, 3), new(one, 0, 2)));
    }

    [Fact]
    public void What_lies_between_two_results_is_not_written() => Assert.Equal("0\n2\n", Written(new("0\n1\n2\n"u8.ToArray(), 0, 2), new("0\n1\n2\n"u8.ToArray(), 4, 2)));

    [Fact]
    public void Of_one_buffer_too()
    {
        var bytes = "0\n1\n2\n"u8.ToArray();

        Assert.Equal("0\n2\n1\n", Written(new(bytes, 0, 2), new(bytes, 4, 2), new(bytes, 2, 2)));
    }

    [Fact]
    public void Times_behind_a_result_are_kept_and_not_written()
    {
        var stamped = StageStamp.On(new Encoded("1\n"u8.ToArray(), 0, 2), encoding: 3, all: 4);

        Assert.Equal("0\n1\n2\n", Written(new("0\n"u8.ToArray(), 0, 2), stamped, new("2\n"u8.ToArray(), 0, 2)));
        Assert.Equal(0.75, _stages.EncodingShare);
    }

    [Fact]
    public void Nothing_is_nothing() => Assert.Equal("", Written());

    private string Written(params Encoded[] results)
    {
        var path = Path.Combine(_scratch.Folder, "out");
        using (var files = OutputFiles.Open(MapArguments.Parse(["-e", "x => x", "-o", path])))
        {
            new RunWriter(files, null!, null!, _stages).Write(results);
            files.Flush();
        }

        return Encoding.UTF8.GetString(File.ReadAllBytes(path));
    }
}
