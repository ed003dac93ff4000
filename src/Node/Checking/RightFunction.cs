using ActorMap.Node.Functions;

namespace ActorMap.Node.Checking;

/// <summary>What a function looks like that can be mapped: shown beside one that can't.</summary>
internal static class RightFunction
{
    private const string Lambda =
        """
        A lambda that works, for each way to take a record:

          -e 'line => line.Length'                            one line
          -e '(long x) => x * x'                              one number
          -e '(int a, int b) => (a + b) * k' --set k=100      columns or properties, and a constant
          -e '(JsonElement order) => order.GetProperty("sku")'    the whole object (-i jsonl)
        """;

    private const string Class =
        """
        A class that works; --set factor=3 fills its constructor (actormap new fn writes such a file):

            using ActorMap;

            public sealed class Score(int factor = 1) : IMapFunction<string, int>
            {
                public int Invoke(string item, MapContext context) => item.Length * factor;
            }

        So does a static method: public static int Map(string item, int factor) => item.Length * factor;
        """;

    private const string Program =
        """
        A program that works reads a JSON value a line and writes one a line, in the same order, until its input ends (actormap new exec writes such a file):

            import json, sys
            for line in sys.stdin:
                print(json.dumps(len(json.loads(line))), flush=True)

        The conversation:

          it reads "abc"        it writes 3
          it reads [1, 2]       it writes 2
          it reads 17           it writes {"error": "a number has no length"}, which is that item's failure

        All else that it has to say goes to its standard error, and it must flush: python3 -u, awk's fflush() and mawk -W interactive, stdbuf -oL.
        """;

    private const string Command =
        """
        A command that works; what it prints is the result, and an exit code other than 0 is that item's failure:

          --exec-each 'wc -c < {}'          {} is the item, as one word
        """;

    internal static string Like(FunctionSource function) => function switch
    {
        FunctionSource.Lambda => Lambda,
        FunctionSource.Program => Program,
        FunctionSource.Command => Command,
        _ => Class,
    };
}
