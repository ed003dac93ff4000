namespace ActorMap.Tests.Simulation;

/// <summary>How one try of an item ends.</summary>
internal enum TryEnd
{
    Succeeds,
    Throws,
    IsLate,
}

/// <summary>What the seed says of an item: how long it takes, how often it fails, what comes of it.</summary>
internal readonly record struct ItemPlan(long Ticks, int Failures, bool IsPassing, bool IsDeaf)
{
    public static ItemPlan Of(Schedule schedule, long index)
    {
        var random = new ItemRandom(schedule.Seed, index);
        var ticks = schedule.ItemMicroseconds * 10 * (0.5 + random.NextDouble());
        var isLong = schedule.Skew switch
        {
            Skew.OneInAHundred => random.Next(100) == 0,
            Skew.TheLastHundredth => index >= schedule.Items - Math.Max(1, schedule.Items / 100),
            Skew.One => index == new ItemRandom(schedule.Seed, -1).Next(Math.Max(1, schedule.Items)),
            _ => false,
        };
        var fails = random.NextDouble() < schedule.Failing ? random.Next(3) switch { 0 => 1, 1 => 2, _ => int.MaxValue } : 0;
        return new ItemPlan(Math.Max(1, (long)(isLong ? 100 * ticks : ticks)), fails, random.Next(4) != 0, random.Next(2) == 0);
    }

    public static long ValueOf(long index) => (index * 31) + 7;

    /// <summary>How long one try takes, and how it ends. An item that heeds its token ends when its time is up.</summary>
    public (long Ticks, TryEnd End) Try(Schedule schedule, int attempt)
    {
        var isLate = schedule.ItemTimeout is { } limit && Ticks > limit.Ticks;
        var ticks = isLate && !IsDeaf ? schedule.ItemTimeout!.Value.Ticks : Ticks;
        if (isLate && schedule.IsAsync) ticks = Math.Min(ticks, (schedule.ItemTimeout!.Value + schedule.Grace).Ticks);
        return (ticks, isLate ? TryEnd.IsLate : attempt <= Failures ? TryEnd.Throws : TryEnd.Succeeds);
    }

    /// <summary>The number of the last try, and whether it fails: what a loop that does one after the other would come to.</summary>
    public (int Attempts, bool Fails) Outcome(Schedule schedule)
    {
        for (var attempt = 1; ; attempt++)
        {
            var end = Try(schedule, attempt).End;
            if (end == TryEnd.Succeeds) return (attempt, false);
            if (attempt > schedule.Retries || (end == TryEnd.Throws && schedule.RetryWhen && !IsPassing)) return (attempt, true);
        }
    }
}
