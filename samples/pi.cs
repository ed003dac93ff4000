// Estimates pi by throwing darts: one line of input is one series.
//
//     seq 1 100 | actormap map samples/pi.cs --set darts=100000 --seed 7
//
// Each series has its own generator, made of the seed and the series' index: the same result for any number of workers,
// any chunking, and any retry.
using ActorMap;

sealed class Pi(int darts = 100_000) : IMapFunction<string, double>
{
    public double Invoke(string line, MapContext context)
    {
        var random = context.CreateRandom();
        var hits = 0;
        for (var i = 0; i < darts; i++)
        {
            var (x, y) = (random.NextDouble(), random.NextDouble());
            if (x * x + y * y <= 1) hits++;
        }

        return 4.0 * hits / darts;
    }
}
