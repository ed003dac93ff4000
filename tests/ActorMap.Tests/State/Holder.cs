using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

/// <summary>A function object with one field, to see what becomes of a value.</summary>
internal sealed class Holder<T>(T value)
{
    public T Value = value;

    public T Again = value;

    internal static T Captured(T value) => StateCopier.Copy(StateCopier.Capture(new Holder<T>(value))).Value;
}

internal static class Holder
{
    internal static T Captured<T>(T value) => Holder<T>.Captured(value);

    internal static StateCopyException Refused<T>(T value) =>
        Assert.Throws<StateCopyException>(() => StateCopier.Capture(new Holder<T>(value)));
}
