using ActorMap.Cluster.Tests.Faults;

namespace ActorMap.Node.Tests.Support;

/// <summary>Functions that specs name as <c>ActorMap.Node.Tests.dll#…</c>.</summary>
public sealed class Scale(int constant, int offset = 0) : IMapFunction<(int A, int B), int>
{
    public int Invoke((int A, int B) item, MapContext context) => ((item.A + item.B) * constant) + offset;
}

public sealed class Waits : IAsyncMapFunction<string, string>
{
    public async ValueTask<string> InvokeAsync(string item, MapContext context)
    {
        await Task.Yield();
        return item.ToUpperInvariant();
    }
}

/// <summary>Long enough that a node can be lost in the middle of a map.</summary>
public sealed class Slow : IAsyncMapFunction<int, int>
{
    public async ValueTask<int> InvokeAsync(int item, MapContext context)
    {
        await Task.Delay(20, context.CancellationToken);
        return item;
    }
}

/// <summary>As <see cref="Slow"/>, and says which process it was.</summary>
public sealed class Located : IAsyncMapFunction<int, string>
{
    public async ValueTask<string> InvokeAsync(int item, MapContext context)
    {
        await Task.Delay(20, context.CancellationToken);
        return $"{Environment.ProcessId} {item}";
    }
}

/// <summary>Calls at a reception, and stays until it is let go.</summary>
public sealed class Calls(string reception) : IMapFunction<int, int>
{
    public int Invoke(int item, MapContext context) => Reception.Visit(reception, item);
}

/// <summary>One of its items does to its process what a crash does.</summary>
public sealed class Poison : IMapFunction<int, int>
{
    public int Invoke(int item, MapContext context)
    {
        if (item == 7) Environment.FailFast("poison");
        return 2 * item;
    }
}

/// <summary>One of its items never ends.</summary>
public sealed class Spins : IMapFunction<int, int>
{
    public int Invoke(int item, MapContext context)
    {
        while (item == 7) Thread.SpinWait(100);
        return 2 * item;
    }
}

/// <summary>One of its items is asynchronous, and keeps its thread.</summary>
public sealed class Blocks : IAsyncMapFunction<int, int>
{
    public async ValueTask<int> InvokeAsync(int item, MapContext context)
    {
        await Task.Yield();
        if (item == 7) Thread.Sleep(Timeout.Infinite);
        return 2 * item;
    }
}

public sealed class Batches : IBatchMapFunction<long, long>
{
    public void Invoke(ReadOnlySpan<long> items, Span<long> results, MapContext context)
    {
        for (var i = 0; i < items.Length; i++) results[i] = 100 / items[i];
    }
}

/// <summary>State that no worker can have a copy of.</summary>
public sealed class Holds : IMapFunction<string, string>
{
    private readonly StreamReader _reader = new(Stream.Null);

    public string Invoke(string item, MapContext context) => item + _reader.ReadLine();
}

public sealed record Name(int Length, string Text);

/// <summary>A table by a record of its own.</summary>
public sealed class Names : IMapFunction<(string A, string B), Name>
{
    public Name Invoke((string A, string B) item, MapContext context) => new(item.A.Length, item.A);
}

/// <summary>A table by a tuple, whose names the compiler has kept.</summary>
public sealed class Named : IMapFunction<(int A, int B), (int A, int B)>
{
    public (int A, int B) Invoke((int A, int B) item, MapContext context) => item;
}

public static class Methods
{
    public static int Sum(int a, int b) => a + b;

    public static int Times(int value, int factor) => value * factor;

    public static async Task<string> Later(string text, CancellationToken token)
    {
        await Task.Delay(1, token);
        return $"{text}!";
    }

    public static void Nothing(string text) => _ = text;
}
