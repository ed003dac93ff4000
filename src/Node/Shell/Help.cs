namespace ActorMap.Node.Shell;

/// <summary>The texts by hand: each fits a screen of 24 lines by 80, and needs no parser to be shown.</summary>
internal static class Help
{
    internal const string Usage =
        """
        usage: actormap map FN [INPUT…] [options]
               actormap --help | map --help | version

        """;

    internal const string Tool =
        """
        Run one function over very many records, with state, results in input order.

          seq 1 1000000 | actormap map -e '(long x) => x * x' > squares.txt
          actormap map -e '(int a, int b) => (a + b) * k' --set k=100 samples/pairs.csv
          actormap map samples/tokens.cs samples/corpus.txt -o counts.txt
          actormap map 'lib.dll#Ns.Type' in.jsonl --on-error skip --errors bad.jsonl

        Commands
          map FN [INPUT…]    run a function over records of files or stdin
          version            print the version
          map --help         the options of map

        FN is a C# lambda (-e), a C# file, or a type or static method of a library.

        Exit codes
          0 all items succeeded      1 finished, some items failed    2 wrong usage
          3 FN does not load, compile or bind    4 input or output can't be used
          6 stopped by a failed item or --halt   70 a defect of ours
          130 Ctrl+C    141 the reader of stdout went away    143 SIGTERM

        """;

    internal const string Map =
        """
        actormap map FN [INPUT…] [options]    results in input order on stdout
          seq 1 1000000 | actormap map -e '(long x) => x * x' > squares.txt
          actormap map -e '(int a, int b) => (a + b) * k' --set k=100 samples/pairs.csv
          actormap map samples/tokens.cs samples/corpus.txt -o counts.txt
          actormap map 'lib.dll#Ns.Type' in.jsonl --on-error skip --errors bad.jsonl
        FN      -e LAMBDA | FILE.cs | LIB.dll#NS.TYPE[.METHOD]
                --set NAME=VALUE (its constants)   --using FILE.cs   --seed N
        Input   -i auto|lines|jsonl|csv|tsv   -0 (records end in NUL)   --no-header
                --total N   --on-bad-input stop|skip|emit
        Output  -o FILE   --out-format auto|lines|jsonl|csv   --tag (index, in, out)
                -u, --unordered   --on-error stop|skip|emit   --errors FILE
                --summary-json FILE
        Run     -j N|N% (workers)   --chunk auto|N   --concurrency N (async FN)
                --buffer N   --retries N   --timeout 10s   --dry-run
                --halt never|now,fail=N|now,fail=N%|soon,fail=N|soon,fail=N%
        Watch   --progress auto|bar|plain|json|none   -q   -v
                --color auto|always|never
        A lambda's parameters take CSV columns or JSON properties by name; a single
        one takes the line, the number, or the whole object (JsonElement, a record).
        Exit    0 done  1 some failed  2 usage  3 FN  4 input or output  6 stopped

        """;
}
