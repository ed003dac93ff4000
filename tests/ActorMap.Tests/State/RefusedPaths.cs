using System.Runtime.InteropServices;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class RefusedPaths
{
    [Fact]
    public void The_message_names_the_path_the_type_the_reason_and_the_cure()
    {
        var error = Refused(new Scorer(new InferenceSession(1)));
        Assert.Equal(
            "Scorer._session: InferenceSession holds a native handle and can't be copied; build it in each worker with MapFunction.PerWorker",
            error.Message);
        Assert.Equal(("Scorer._session", typeof(InferenceSession)), (error.Path, error.Type));
    }

    [Fact]
    public void A_handle_that_is_not_open_yet_is_fine() => Assert.NotNull(StateCopier.Capture(new Scorer(new InferenceSession(0))));

    [Fact]
    public void The_functions_own_handle_is_named_by_its_field()
    {
        var error = Refused(new InferenceSession(1));
        Assert.Equal(("InferenceSession._handle", typeof(nint)), (error.Path, error.Type));
    }

    [Fact]
    public unsafe void A_pointer_is_refused()
    {
        var value = 1;
        var error = Refused(new Holder<Pointing>(new Pointing { Memory = &value }));
        Assert.Equal(("Holder<Pointing>.Value", typeof(Pointing)), (error.Path, error.Type));
        Assert.Contains("points to native memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finalizer_that_frees_is_refused_even_where_the_handle_is_a_plain_number()
    {
        var error = Refused(new Holder<object>(new Freeing(0)));
        Assert.Equal(("Holder<object>.Value", typeof(Freeing)), (error.Path, error.Type));
    }

    [Fact]
    public void A_finalizer_that_frees_nothing_is_fine() => Assert.Equal(5, Holder.Captured(new Finalized()).Number);

    [Fact]
    public void Collections_are_indexed()
    {
        var session = new InferenceSession(1);
        Assert.Equal("Holder<Dictionary<string, Scorer>>.Value[\"en\"]._session", Path(new Dictionary<string, Scorer> { ["de"] = new(null), ["en"] = new(session) }));
        Assert.Equal("Holder<SortedList<int, InferenceSession>>.Value[7]", Path(new SortedList<int, InferenceSession> { [7] = session }));
        Assert.Equal("Holder<Dictionary<InferenceSession, int>>.Value.Keys[0]", Path(new Dictionary<InferenceSession, int> { [session] = 1 }));
        Assert.Equal("Holder<List<(string, InferenceSession)>>.Value[1].Item2", Path(new List<(string, InferenceSession)> { ("a", new(0)), ("b", session) }));
        Assert.Equal("Holder<LinkedList<InferenceSession>>.Value[0]", Path(new LinkedList<InferenceSession>([session])));
        Assert.Equal("Holder<InferenceSession[][]>.Value[1][0]", Path(new InferenceSession[][] { [], [session] }));
        Assert.Equal("Holder<InferenceSession[,]>.Value[0,1]", Path(new InferenceSession?[,] { { null, session } }));
        Assert.Equal("Holder<PriorityQueue<InferenceSession, int>>.Value[0].Item1", Path(new PriorityQueue<InferenceSession, int>([(session, 1)])));
    }

    [Fact]
    public void Native_integers_in_arrays_are_indexed()
    {
        var error = Holder.Refused(new nint[] { 0, 5 });
        Assert.Equal(("Holder<nint[]>.Value[1]", typeof(nint)), (error.Path, error.Type));
        Assert.Equal([0, 0], Holder.Captured(new nint[2]));
    }

    [Fact]
    public void Properties_and_base_class_fields_are_named_as_the_user_wrote_them()
    {
        Assert.Equal("Derived.Session", Refused(new Derived { Session = new(1) }).Path);
        Assert.Equal("<anonymous>.Session", Refused(new { Session = new InferenceSession(1) }).Path);
    }

    [Fact]
    public void The_nearest_way_to_a_culprit_is_told()
    {
        var session = new InferenceSession(1);
        Assert.Equal("Far.Near", Refused(new Far { Chain = new() { Chain = new() { Near = session } }, Near = session }).Path);
    }

    [Fact]
    public void Held_locks_are_refused()
    {
        var (plain, modern) = (new object(), new Lock());
        lock (plain) Assert.Contains("object is a lock that is held", Holder.Refused(plain).Message, StringComparison.Ordinal);
        using (modern.EnterScope()) Assert.Equal(typeof(Lock), Refused(new HoldingLock(modern)).Type);

        using var readerWriter = new ReaderWriterLockSlim();
        readerWriter.EnterReadLock();
        Assert.EndsWith("start the map after releasing it", Holder.Refused(readerWriter).Message, StringComparison.Ordinal);
        readerWriter.ExitReadLock();

        using var semaphore = new SemaphoreSlim(1, 1);
        semaphore.Wait(CancellationToken.None);
        Assert.Equal(typeof(SemaphoreSlim), Holder.Refused(semaphore).Type);
    }

    private static StateCopyException Refused<T>(T function)
        where T : class => Assert.Throws<StateCopyException>(() => StateCopier.Capture(function));

    private static string Path<T>(T value) => Holder.Refused(value).Path;

    private sealed class Scorer(InferenceSession? session)
    {
        private readonly InferenceSession? _session = session;

        public override string ToString() => $"{_session}";
    }

    private sealed class InferenceSession(nint handle)
    {
        private readonly nint _handle = handle;

        public override string ToString() => $"{_handle}";
    }

    private sealed unsafe class Pointing
    {
        public int* Memory;
    }

    private sealed class Freeing(long memory)
    {
        private readonly long _memory = memory;

        ~Freeing() => Release();

        private void Release() => Marshal.FreeHGlobal((nint)_memory);
    }

    private sealed class Finalized
    {
        public int Number = 5;

        ~Finalized() => Dispose(false);

        private void Dispose(bool disposing) => Number = disposing ? 1 : 0;
    }

    private class WithSession
    {
        public InferenceSession? Session { get; init; }
    }

    private sealed class Derived : WithSession;

    private sealed class Far
    {
        public Far? Chain;
        public InferenceSession? Near;
    }

    private sealed class HoldingLock(Lock gate)
    {
        private readonly Lock _gate = gate;

        public override string ToString() => $"{_gate.IsHeldByCurrentThread}";
    }
}
