using System.Collections;

namespace Microsoft.FSharp.Collections;

/// <summary>Stands for F#'s own, which is known by its name: its fields are not readonly either.</summary>
internal sealed class FSharpList<T>(T head) : IEnumerable<T>
{
    private T _head = head;

    public IEnumerator<T> GetEnumerator()
    {
        yield return _head;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Set(T head) => _head = head;
}
