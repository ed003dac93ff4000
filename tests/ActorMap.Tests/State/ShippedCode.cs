using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class ShippedCode
{
    [Fact]
    public void A_load_context_whose_functions_were_copied_can_be_unloaded()
    {
        var context = CopyInAContextOfItsOwn();
        for (var i = 0; context.IsAlive && i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CopyInAContextOfItsOwn()
    {
        var context = new AssemblyLoadContext("shipped", isCollectible: true);
        var type = context.LoadFromAssemblyPath(typeof(Shipped).Assembly.Location).GetType(typeof(Shipped).FullName!)!;
        Assert.NotSame(typeof(Shipped), type);
        var original = Activator.CreateInstance(type)!;
        var copy = StateCopier.Copy(StateCopier.Capture(original));
        Assert.Equal("6 a 1", copy.ToString());
        Assert.Equal("6 a 1", StateCopier.Copy(StateCopier.Capture((Func<string>)Delegate.CreateDelegate(typeof(Func<string>), original, "ToString")))());
        context.Unload();
        return new WeakReference(context);
    }
}

/// <summary>Loaded a second time, into a collectible context.</summary>
internal sealed class Shipped
{
    private readonly Func<int, int> _lambda;
    private readonly Dictionary<Shipped, (string, Shipped)> _by = [];

    public Shipped()
    {
        var k = 3;
        _lambda = x => x * k;
        _by[this] = ("a", this);
    }

    public override string ToString() => $"{_lambda(2)} {_by[this].Item1} {_by.Count}";
}
