namespace ActorMap.Node.Tests.Support;

/// <summary>Programs that specs give items to. They need python3 and a shell on the PATH; where one is not, the tool says so and the spec fails by it.</summary>
internal static class Scripts
{
    /// <summary>Gives back what it is given, but for some words that it takes for orders.</summary>
    internal const string Echo = """
        import json, os, sys, time
        for line in sys.stdin:
            value = json.loads(line)
            if value == "die": os.kill(os.getpid(), 9)
            if value == "exit": sys.stderr.write("cannot go on\n"); sys.stderr.flush(); os._exit(3)
            if value == "close": os.close(1); time.sleep(1000)
            if value == "hang": time.sleep(1000)
            if value == "once" and not os.path.exists(sys.argv[1]):
                open(sys.argv[1], "w").close()
                os._exit(4)
            if value == "two": answer = "1\n2"
            elif value == "text": answer = "hello"
            elif value == "nan": answer = "NaN"
            elif value == "error": answer = json.dumps({"error": "bad luck", "type": "LuckError"})
            elif value == "warn": sys.stderr.write("careful ü\n"); sys.stderr.flush(); answer = line.rstrip("\n")
            elif value == "large": answer = json.dumps("x" * (1 << 20))
            else: answer = line.rstrip("\n")
            print(answer, flush=True)
        """;

    /// <summary>The words behind <c>--</c> for a file with that text.</summary>
    internal static string[] EchoIn(Scratch scratch) => ["--", "python3", scratch.File("echo.py", Echo), scratch.Path("mark")];

    internal static string Numbers(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => $"{i}\n"));

    /// <summary>A pipe that programs open to write: its reader comes to the end when the last of them is gone, however it went.</summary>
    internal static async Task<string> LifeLineAsync(Scratch scratch)
    {
        await Tool.BashAsync("mkfifo line", scratch.Folder);
        return scratch.Path("line");
    }

    /// <summary>Completes when somebody has opened the life line, and all have let go of it.</summary>
    internal static Task EndOfAsync(string lifeLine) => Task.Run(async () =>
    {
        await using var line = File.OpenRead(lifeLine);
        await line.CopyToAsync(Stream.Null);
    });
}
