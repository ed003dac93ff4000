namespace ActorMap.Node.Shell;

/// <summary>The texts by hand: each fits a screen of 24 lines by 80, and needs no parser to be shown.</summary>
internal static class Help
{
    internal const string Usage =
        """
        usage: actormap map FN [INPUT…] [options]
               actormap node [--join HOST:PORT] [options]
               actormap status [--cluster HOST:PORT] [options]
               actormap check FN | bench FN [INPUT…] | new KIND [NAME] | completion
               actormap --help | help COMMAND | version

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
          node               run a worker node: a cluster's first, or one that joins
          status             nodes, workers and jobs of a cluster
          check FN           what a function is: types, binding, state, a sample
          bench FN [INPUT…]  speed-up by workers, and the best chunk length
          new fn|exec|app    a first function file, worker program, or embedding program
          completion SHELL   for bash, zsh, fish or pwsh
          version            the tool's, the framework's and the protocol's
          help COMMAND       its options; COMMAND --help is the same

        FN is a C# lambda (-e), a C# file, a type or static method of a library, any
        program (-- PROGRAM ARGS), or @name: one that the nodes of a cluster have.

        Exit codes  0 all items succeeded   1 finished, some items failed   2 misused
          3 FN does not load or bind   4 input or output can't be used   5 no cluster
          6 stopped by a failed item or --halt  70 a defect of ours  71 no files, memory
          130 Ctrl+C  131 Ctrl+\  129 SIGHUP  143 SIGTERM  141 stdout's reader went away

        """;

    internal const string Map =
        """
        actormap map FN [INPUT…] [options]    results in input order on stdout
          seq 1 1000000 | actormap map -e '(long x) => x * x' > squares.txt
          actormap map -e '(int a, int b) => (a + b) * k' --set k=100 samples/pairs.csv
          actormap map samples/tokens.cs samples/corpus.txt -o counts.txt
          actormap map in.jsonl --on-error skip --errors bad.jsonl -- python3 worker.py
        FN      -e LAMBDA | FILE.cs | LIB.dll#NS.TYPE[.METHOD] | @NAME (of nodes)
                -- PROGRAM ARGS (one a worker: a JSON value a line in, one a line out)
                --exec-each 'gzip -k {}' (one an item; also {#} {.} {/} {//} {/.})
                --set NAME=VALUE, --state FILE (constants)  --using FILE.cs  --seed N
        Input   -i auto|lines|jsonl|csv|tsv|parquet|files (paths: 'd/**/*.txt')
                -0 (ends in NUL)  --no-header  --total N  --on-bad-input stop|skip|emit
        Output  -o FILE   --out-format auto|lines|jsonl|csv   --tag (index, in, out)
                -u, --unordered   --on-error stop|skip|emit   --errors FILE
                --summary-json FILE   --joblog FILE (as GNU parallel's)
        Run     -j N|N% (workers; one a core)   --chunk auto|N   --retries N (0)
                --concurrency N (1; async)   --buffer N   --timeout 10s   --dry-run
                --halt never or now|soon,fail|success|done=N|N%, such as now,fail=5%
        Resume  --journal FILE   --resume (after a crash or Ctrl+C)   --retry-failed
        Where   --processes or --cluster HOST:PORT[,…]  --wait-workers N (1) --ship-code
        --wait-timeout 30s --host H --public-host H --tls-cert F --tls-key F --tls-ca F
        Watch   --progress auto|bar|plain|json|none   -q -v   --color auto|always|never
        Of a|b the first is the default. Durations are 500ms, 10s, 2m, 1h.
        A lambda's parameters take columns or properties by name; a single one it all.
        Exit    0 done 1 some failed 2 usage 3 FN 4 input/output 5 no cluster 6 stopped

        """;

    internal const string Node =
        """
        actormap node [options]    a worker node: a cluster's first, or one that joins
          actormap node --functions lib.dll
          actormap node --join 127.0.0.1:4053 --port 0
          actormap node --host 10.0.0.5 --tls-cert n.pem --tls-key n.key --tls-ca ca.pem

        Where   --host ADDRESS (127.0.0.1)   --port N (4053; 0 any)   --public-host NAME
                --join HOST:PORT[,…]   --wait-timeout D (30s)
        What    -j N|N% (workers; one a core)   --allow-code (functions may travel)
                --allow-exec (maps may run any program on it)
                --functions [NAME=]LIB.dll[#TYPE[.METHOD]] | FILE.cs …
        How     --isolate (each worker in a process: a crash kills one, not the node)
                --config FILE.conf   --tls-cert F --tls-key F --tls-ca F
                --idle-timeout D (leave after so long without a job)

        Any address but loopback needs TLS. SIGTERM or Ctrl+C: it finishes or gives back
        what it holds, and leaves; a second one stops at once.
        Exit    0 left  2 usage  3 downed, or a function does not load
                5 no seed, or the port is taken  75 quarantined: start it again

        """;

    internal const string Status =
        """
        actormap status [options]    nodes, workers and jobs of a cluster
          actormap status
          actormap status --cluster 10.0.0.5:4053 --json

        --cluster HOST:PORT[,…] (127.0.0.1:4053)   --json   --watch (each second)
        --wait-timeout D (10s)   --host ADDRESS   --public-host NAME
        --tls-cert F --tls-key F --tls-ca F

        Exit    0 told (--watch: Ctrl+C)  2 usage  5 no cluster

        """;
}
