using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>Whether the program has all that pools are made of: Akka.NET makes its parts by their names, which what trims a program does not see.</summary>
internal static class WholeProgram
{
    private const string Part = "Akka.Actor.LocalActorRefProvider";

    /// <exception cref="PoolUnavailableException">The program was published trimmed, or compiled ahead of time.</exception>
    internal static void Require() => Require(RuntimeFeature.IsDynamicCodeSupported, typeof(ActorSystem).Assembly);

    internal static void Require(bool canMakeCode, Assembly akka)
    {
        if (!canMakeCode)
            throw new PoolUnavailableException("A program compiled ahead of time (PublishAot) can have no pool, as Akka.NET and ActorMap make parts of theirs while it runs: publish it without PublishAot. A C# file that is run by itself has it unless it says #:property PublishAot=false.");

        // Not Type.GetType: whoever trims sees a name there, and keeps this part without the others.
        if (akka.GetType(Part)?.GetConstructors() is not { Length: > 0 })
            throw new PoolUnavailableException("This program was published trimmed, and parts of Akka.NET are not in it, as they are made by their names: publish it with TrimMode=partial, or without PublishTrimmed.");
    }
}
