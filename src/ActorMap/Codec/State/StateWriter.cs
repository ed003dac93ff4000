namespace ActorMap.Codec;

/// <summary>
/// Writes a captured function for another process. Unlike items, state carries references to types, and objects of other types than their
/// fields are declared with: it goes only where code may go.
/// </summary>
internal static class StateWriter
{
    /// <param name="function">What <c>StateCopier.Capture</c> returned: nothing in it is anyone else's, and nothing changes it meanwhile.</param>
    /// <exception cref="StateCopyException">Something in it makes sense in this process only: says what, where, and the cure.</exception>
    internal static EncodedState Write(object function) => new GraphWriter().Write(function);
}
