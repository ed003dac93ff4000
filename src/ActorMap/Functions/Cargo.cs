namespace ActorMap.Functions;

/// <summary>What of a job travels to workers in other processes, encoded when the map starts. Who carries it knows what is in it.</summary>
internal abstract class Cargo
{
    /// <summary>The job is over: nothing of it travels any more.</summary>
    public virtual void LetGo()
    {
    }
}
