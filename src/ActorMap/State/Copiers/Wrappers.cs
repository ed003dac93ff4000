namespace ActorMap.State;

/// <summary>
/// Our own function objects (behind lambdas, <c>WithState</c>, <c>PerWorker</c>). The delegates in them are what the user gave to the map: their
/// targets are captured whatever they are. In paths the wrappers are left out.
/// </summary>
internal static class Wrappers
{
    internal static bool Contains(Type type) => type.Assembly == typeof(StateCopier).Assembly || type.Assembly == typeof(MapContext).Assembly;
}
