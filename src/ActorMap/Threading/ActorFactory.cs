using Akka.Actor;

namespace ActorMap.Threading;

/// <summary>Makes an actor by calling its constructor. Akka's own way from an expression looks the constructor up each time, which a small map would feel.</summary>
internal sealed class ActorFactory<T>(Func<T> create) : IIndirectActorProducer
    where T : ActorBase
{
    public Type ActorType => typeof(T);

    public static Props Props(Func<T> create) => Akka.Actor.Props.CreateBy(new ActorFactory<T>(create));

    public ActorBase Produce() => create();

    public void Release(ActorBase actor)
    {
    }
}
