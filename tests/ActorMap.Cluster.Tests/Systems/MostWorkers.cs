using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>More workers than any machine has threads, and more processes than it has, are refused at the call.</summary>
public sealed class MostWorkers
{
    [Theory]
    [InlineData(0)]
    [InlineData(32_769)]
    [InlineData(int.MaxValue)]
    public async Task Options_that_are_out_of_their_range_are_told_by_name_with_the_range(int count)
    {
        await RefusedAsync("NodeOptions", "Workers", () => ClusterNode.StartAsync(new NodeOptions { Workers = count, Port = 0 }));
        await RefusedAsync("ProcessOptions", "WorkersPerProcess", () => ClusterPool.StartProcessesAsync(new ProcessOptions { WorkersPerProcess = count }));
        await RefusedAsync("ProcessOptions", "Processes", () => ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = count }));
    }

    private static async Task RefusedAsync(string options, string option, Func<Task> start)
    {
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(start);
        Assert.Equal(option, error.ParamName);
        Assert.Contains($"{options}.{option} must be from 1 to 32768: ", error.Message, StringComparison.Ordinal);
    }
}
