using System.Diagnostics;
using System.Globalization;
using System.Text;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Peers;

/// <summary>A program that answers each line of its input by one of its output: warmed by some lines, then timed over many, from the first that goes in to the last that comes out.</summary>
internal sealed class LineServer(int warmLines, int lines, Func<int, string> line)
{
    private readonly byte[] _warm = Lines(0, warmLines, line);
    private readonly byte[] _work = Lines(warmLines, lines, line);

    public async Task<Sample> MeasureAsync(string path, params string[] arguments)
    {
        using var process = PeerProcess.Start(path, arguments);
        var (input, output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        await AnswerAsync(input, output, _warm, warmLines);
        var began = Stopwatch.GetTimestamp();
        var answers = await AnswerAsync(input, output, _work, lines);
        var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(path)} is needed for this peer, and failed; see above.");
        var sum = Encoding.UTF8.GetString(answers).Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(text => long.Parse(text, CultureInfo.InvariantCulture));
        return new Sample([time], sum);
    }

    private static async Task<byte[]> AnswerAsync(Stream input, Stream output, byte[] work, int count)
    {
        var sent = SendAsync(input, work);
        using var answers = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = await output.ReadAsync(buffer);
            if (read == 0) throw new InvalidOperationException("The program ended before its last answer; see above.");
            answers.Write(buffer, 0, read);
            count -= buffer.AsSpan(0, read).Count((byte)'\n');
        }

        await sent;
        return answers.ToArray();
    }

    private static async Task SendAsync(Stream input, byte[] work)
    {
        await input.WriteAsync(work);
        await input.FlushAsync();
    }

    private static byte[] Lines(int first, int count, Func<int, string> line) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, count).Select(i => line(i) + "\n")));
}
