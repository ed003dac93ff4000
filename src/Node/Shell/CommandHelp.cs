namespace ActorMap.Node.Shell;

/// <summary>The texts of the commands beside a map, by hand as those of <see cref="Help"/>.</summary>
internal static class CommandHelp
{
    internal const string Check =
        """
        actormap check FN [INPUT…] [options]    load or compile FN and say what it is
          actormap check score.cs
          actormap check score.cs --sample 'a line'
          actormap check -e '(int a, int b) => (a + b) * k' --set k=100 pairs.csv
          actormap check --sample '[1, 2]' -- python3 worker.py

        Says FN's kind, what it takes and gives, how records bind to it, and its state:
        fields, sizes, what each worker gets a copy of, what can't be copied. A sample
        goes through two copies of it: the first record of INPUT (- is stdin), or LINE.

        FN      as for map: -e LAMBDA | FILE.cs | LIB.dll#NS.TYPE[.METHOD]
                --exec-each 'COMMAND {}' | -- PROGRAM ARGS
                --set NAME=VALUE   --state FILE.json   --using FILE.cs   --seed N (0)
        Sample  --sample LINE   -i auto|lines|jsonl|csv|tsv   -0   --no-header
                --out-format auto|lines|jsonl|csv   --timeout D (10s)
        Output  --json (one object)

        Exit    0 it can be mapped   2 usage   3 it does not load, bind or copy, or is
                a program that does not answer   4 INPUT can't be read   6 it ended
                this process

        """;

    internal const string Bench =
        """
        actormap bench FN [INPUT…] [options]    speed-up by workers, best chunk length
          actormap bench samples/pi.cs samples/corpus.txt
          seq 1 100000 | actormap bench -e '(long x) => x * x'
          actormap bench samples/pi.cs samples/corpus.txt -j 8 --time 60s
          actormap bench in.jsonl --json -- python3 worker.py > bench.json

        INPUT (default stdin) is read once into memory and mapped again and again, until
        the rates are stable or the time is over. Nothing is written but the table.

        FN      as for map: -e LAMBDA | FILE.cs | LIB.dll#NS.TYPE[.METHOD]
                --exec-each 'COMMAND {}' | -- PROGRAM ARGS
                --set NAME=VALUE   --state FILE.json   --using FILE.cs   --seed N (0)
        Input   -i auto|lines|jsonl|csv|tsv   -0   --no-header
                --items N (100000; of at most 256 MiB)
        Run     -j N|N% (most workers; one a core)   --processes   --concurrency N (1)
                --time D (10s; an item that takes longer is waited for)
        Output  --out-format auto|lines|jsonl|csv   --json (one object)

        Exit    0 measured   1 measured, some items failed   2 usage   3 FN   4 INPUT
                6 FN ended this process

        """;

    internal const string New =
        """
        actormap new fn|exec|app [NAME] [--force]    a first version of your own
          actormap new fn score          score.cs, a function to map with
          actormap new exec worker       worker.py, a program that answers line by line
          actormap new app Scoring       Scoring/, a program that embeds the library

        NAME (score, worker, App) may have a folder before it. A file that is there is
        left alone, exit 4, unless --force is given. What to run next is printed.

        Exit    0 written   2 usage   4 it is there already, or can't be written

        """;

    internal const string Completion =
        """
        actormap completion bash|zsh|fish|pwsh    a script that completes commands,
                                                  options and their values
          source <(actormap completion bash)                    # in ~/.bashrc
          actormap completion zsh > "${fpath[1]}/_actormap"
          actormap completion fish > ~/.config/fish/completions/actormap.fish
          actormap completion pwsh | Out-String | Invoke-Expression    # in $PROFILE

        """;

    internal const string Version =
        """
        actormap version [--json]    the version; also actormap --version
          actormap version
          actormap version --json

        Besides: the framework that runs it, the versions of the protocol between nodes
        (messages and codec; nodes of others are refused), and the commit, where known.

        """;
}
