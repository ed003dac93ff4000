namespace ActorMap.Cluster.Tests.Simulation.Scale;

/// <summary>The best that any dispatcher can do that does not know how long an item takes: whoever is free has the next item at once, whatever a node had when it died is dealt again at once.</summary>
internal static class IdealDispatcher
{
    public static TimeSpan Makespan(int[] ticks, int nodes, int workers, IReadOnlyList<(int Node, TimeSpan At)> deaths)
    {
        var free = new PriorityQueue<int, long>(nodes * workers);
        var running = new int[nodes * workers];
        var dead = new bool[nodes];
        var again = new Queue<int>();
        var due = new Queue<(int Node, TimeSpan At)>(deaths.OrderBy(death => death.At));
        var idle = new Stack<(int Worker, long Since)>();
        var (next, end) = (0, 0L);
        Array.Fill(running, -1);
        for (var worker = 0; worker < running.Length; worker++) free.Enqueue(worker, 0);
        while (free.TryPeek(out var worker, out var now))
        {
            if (due.TryPeek(out var death) && death.At.Ticks <= now)
            {
                due.Dequeue();
                dead[death.Node] = true;
                foreach (var item in running.Skip(death.Node * workers).Take(workers).Where(item => item >= 0)) again.Enqueue(item);
                while (again.Count > 0 && idle.TryPop(out var waiting)) free.Enqueue(waiting.Worker, death.At.Ticks);
                continue;
            }

            free.Dequeue();
            if (dead[worker / workers]) continue;
            if (running[worker] >= 0) end = Math.Max(end, now);
            running[worker] = again.TryDequeue(out var back) ? back : next < ticks.Length ? next++ : -1;
            if (running[worker] >= 0) free.Enqueue(worker, now + ticks[running[worker]]);
            else idle.Push((worker, now));
        }

        return new TimeSpan(end);
    }
}
