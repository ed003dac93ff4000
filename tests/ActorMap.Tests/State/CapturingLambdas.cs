using System.Runtime.CompilerServices;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class CapturingLambdas : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly int _factor = 3;
    private readonly int[] _table = [1, 2, 3];

    private int Factor => _factor;

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void A_lambda_captures_only_the_variables_that_it_uses_itself()
    {
        using var stream = new MemoryStream();
        var k = 3;
        Action other = () => stream.WriteByte((byte)k);
        var copy = StateCopier.Copy(Captured(x => x * k));
        k = 5;
        other();
        Assert.Equal(6, copy(2));
    }

    [Fact]
    public void A_used_variable_that_cannot_be_copied_is_named()
    {
        using var stream = new MemoryStream();
        var error = Assert.Throws<StateCopyException>(() => Captured(x => x + (int)stream.Length));
        Assert.Equal(("lambda.stream", typeof(MemoryStream)), (error.Path, error.Type));
        Assert.StartsWith("lambda.stream: MemoryStream is a stream and can't be copied; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_of_outer_scopes_are_narrowed_too()
    {
        using var stream = new MemoryStream();
        int[] outer = [1];
        foreach (var i in outer)
        {
            var inner = new[] { i };
            using var unused = new MemoryStream();
            Action other = () => { stream.Flush(); unused.Flush(); GC.KeepAlive(inner); };
            other();
            var copy = StateCopier.Copy(Captured(x => x + inner[0] + outer[0]));
            inner[0] = outer[0] = 100;
            Assert.Equal(12, copy(10));
        }
    }

    [Fact]
    public void Local_functions_and_nested_lambdas_are_followed()
    {
        using var stream = new MemoryStream();
        var (a, b, c) = (1, 10, 100);
        Action other = () => { stream.Flush(); a = b = c = 0; };
        int Local(int x) => x + a + Deeper(x);
        int Deeper(int x) => Enumerable.Range(0, x).Select(i => b).Sum();
        var copy = StateCopier.Copy(Captured(x => Local(x) + new Func<int>(() => c)()));
        other();
        Assert.Equal(2 + 1 + 20 + 100, copy(2));
    }

    [Fact]
    public async Task The_state_machines_of_asynchronous_lambdas_are_followed()
    {
        using var stream = new MemoryStream();
        var (k, text) = (3, "a");
        Action other = () => { stream.Flush(); k = 0; };
        var copy = StateCopier.Copy(StateCopier.Capture<Func<int, Task<string>>>(async x =>
        {
            await Task.Yield();
            return text + (x * k);
        }));
        other();
        Assert.Equal("a6", await copy(2));
    }

    [Fact]
    public void Iterators_that_a_lambda_calls_are_followed()
    {
        using var stream = new MemoryStream();
        var k = 3;
        Action other = () => { stream.Flush(); k = 0; };
        IEnumerable<int> Multiples(int n)
        {
            for (var i = 1; i <= n; i++) yield return i * k;
        }

        var copy = StateCopier.Copy(Captured(x => Multiples(x).Sum()));
        other();
        Assert.Equal(3 + 6, copy(2));
    }

    [Fact]
    public void What_a_lambda_writes_is_its_own()
    {
        var count = 0;
        var captured = Captured(x => count += x);
        var (one, another) = (StateCopier.Copy(captured), StateCopier.Copy(captured));
        Assert.Equal((1, 3, 10), (one(1), one(2), another(10)));
        Assert.Equal(0, count);
    }

    [Fact]
    public void Lambdas_of_one_scope_share_their_variables_in_the_copy()
    {
        var (count, step) = (0, 2);
        using var stream = new MemoryStream();
        Action unrelated = () => stream.Flush();
        unrelated();
        var copy = StateCopier.Copy(StateCopier.Capture(new Pair(() => count += step, () => count)));
        copy.Add();
        copy.Add();
        Assert.Equal((4, 0), (copy.Get(), count));
    }

    [Fact]
    public void A_variable_that_holds_a_lambda_of_the_same_scope_is_widened_to_both_uses()
    {
        var (a, b) = (new[] { 1 }, new[] { 10 });
        Func<int, int> helper = x => x + b[0];
        var copy = StateCopier.Copy(Captured(x => helper(x) + a[0]));
        a[0] = b[0] = 0;
        Assert.Equal(16, copy(5));
    }

    [Fact]
    public void A_lambda_that_uses_one_field_of_this_captures_only_that_field()
    {
        Assert.Equal(6, StateCopier.Copy(Captured(x => x * _factor))(2));
        Assert.Equal(6, StateCopier.Copy(Captured(x => x * Factor))(2));
        var k = 1;
        Assert.Equal(7, StateCopier.Copy(Captured(x => (x * _factor) + k))(2));
        Assert.Equal(2, StateCopier.Copy(Captured(x => _table[x]))(1));
    }

    [Fact]
    public async Task An_asynchronous_lambda_that_uses_one_field_of_this_captures_only_that_field()
    {
        var copy = StateCopier.Copy(StateCopier.Capture<Func<int, Task<int>>>(async x =>
        {
            await Task.Yield();
            return x * _factor;
        }));
        Assert.Equal(6, await copy(2));
    }

    [Fact]
    public void A_lambda_that_hands_this_on_captures_the_whole_object()
    {
        var error = Assert.Throws<StateCopyException>(() => Captured(x => x + Outside(this)));
        Assert.Equal(("lambda.this._stream", typeof(MemoryStream)), (error.Path, error.Type));
        var k = 1;
        Assert.Equal("lambda.this._stream", Assert.Throws<StateCopyException>(() => Captured(x => x + k + Outside(this))).Path);
    }

    [Fact]
    public void A_lambda_that_uses_a_stream_of_this_is_refused_by_its_path() =>
        Assert.Equal("lambda.this._stream", Assert.Throws<StateCopyException>(() => Captured(x => x + (int)_stream.Length)).Path);

    [Fact]
    public void Generic_scopes_are_narrowed_too()
    {
        Assert.Equal("b", Generic<string>("b")(1));
        Assert.Equal(7, Generic(7)(1));
    }

    [Fact]
    public void A_lambda_that_captures_nothing_is_shared()
    {
        Func<int, int> twice = x => 2 * x;
        Assert.Same(twice, StateCopier.Capture(twice));
    }

    [Fact]
    public void The_same_lambda_captures_anew_each_time()
    {
        var results = Enumerable.Range(0, 5).Select(i => StateCopier.Copy(Captured(x => x + i))(10)).ToArray();
        Assert.Equal([10, 11, 12, 13, 14], results);
    }

    private static Func<int, int> Captured(Func<int, int> function) => StateCopier.Capture(function);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Outside(CapturingLambdas o) => o._factor;

    private static Func<int, T> Generic<T>(T value)
    {
        var stream = new MemoryStream();
        Action other = () => { stream.Flush(); GC.KeepAlive(value); };
        other();
        var list = new List<T> { value };
        Func<int, T> function = x => list.Count == x ? value : throw new InvalidOperationException();
        var copy = StateCopier.Copy(StateCopier.Capture(function));
        list.Clear();
        return copy;
    }

    private sealed record Pair(Func<int> Add, Func<int> Get);
}
