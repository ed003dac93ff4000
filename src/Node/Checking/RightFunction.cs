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

    internal static string Like(FunctionSource function) => function is FunctionSource.Lambda ? Lambda : Class;
}
