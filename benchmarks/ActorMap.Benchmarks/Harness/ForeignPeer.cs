using System.Collections.Concurrent;
using System.Diagnostics;

namespace ActorMap.Benchmarks.Harness;

/// <summary>A peer that another program is: it reads <c>warm</c> or <c>round</c>, line by line, and answers each with a sample.</summary>
internal sealed class ForeignPeer(string name, string path, params string[] arguments)
    : Peer(name, () => throw new InvalidOperationException($"'{name}' is another program."))
{
    private static readonly ConcurrentDictionary<string, string?> Missings = new();

    public string Path => path;

    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Null where there is such a program.</summary>
    public static string? MissingProgram(string program, string package) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Any(folder => File.Exists(System.IO.Path.Combine(folder, program))) ? null : $"{package} is not installed";

    /// <summary>Asked once: null where a program of Python has all that it imports.</summary>
    public static string? MissingModule(string python, string module, string package) => Missings.GetOrAdd($"{python} {module}", _ =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{package} is not installed";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no python3";
        }
    });
}
