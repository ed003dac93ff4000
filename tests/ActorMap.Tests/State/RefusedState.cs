using System.Collections.Concurrent;
using System.Data.Common;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class RefusedState
{
    public static TheoryData<object, string, string> Refusals() => new()
    {
        { new MemoryStream(), "is a stream", "read what is needed before the map, or build it in each worker with MapFunction.PerWorker" },
        { new StreamReader(new MemoryStream()), "is a stream", "PerWorker" },
        { new StreamWriter(new MemoryStream()), "is a stream", "PerWorker" },
        { new BinaryReader(new MemoryStream()), "is a stream", "PerWorker" },
        { Console.Out, "is a stream", "PerWorker" },
        { PipeReader.Create(new MemoryStream()), "is a stream", "PerWorker" },
        { new Socket(SocketType.Stream, ProtocolType.Tcp), "is a connection", "PerWorker" },
        { new TcpClient(), "is a connection", "PerWorker" },
        { new Microsoft.Win32.SafeHandles.SafeFileHandle(0, false), "holds a native handle", "PerWorker" },
        { SHA256.Create(), "holds a native handle", "PerWorker" },
        { new ManualResetEvent(false), "is a wait handle", "leave it to the caller" },
        { new Mutex(), "is a wait handle", "leave it to the caller" },
        { Thread.CurrentThread, "is a thread", "the workers have threads of their own" },
        { Task.CompletedTask, "is work under way", "await it before the map" },
        { Task.FromResult(1), "is work under way", "await it before the map" },
        { new TaskCompletionSource<int>(), "is work under way", "await it before the map" },
        { new Timer(_ => { }), "is a timer", "PerWorker" },
        { new PeriodicTimer(TimeSpan.FromDays(1)), "is a timer", "PerWorker" },
        { new System.Timers.Timer(), "is a timer", "PerWorker" },
        { new CancellationTokenSource(), "belongs to the caller", "use MapContext.CancellationToken" },
        { new ThreadLocal<int>(), "has a value for each thread", "plain field" },
        { new AsyncLocal<int>(), "has a value for each thread", "plain field" },
        { Channel.CreateUnbounded<int>(), "hands items between threads", "ReadAllAsync" },
        { new BlockingCollection<int>(), "hands items between threads", "ReadAllAsync" },
        { new WeakReference("a"), "refers weakly", "capture the object itself" },
        { new ConditionalWeakTable<string, string>(), "refers weakly", "capture the object itself" },
        { System.Diagnostics.Process.GetCurrentProcess(), "operating system", "PerWorker" },
        { new DbConnectionStub(), "is a database connection", "open it in each worker" },
        { new HttpClient(), "holds connections", "PerWorker" },
        { new HttpClientHandler(), "holds connections", "PerWorker" },
        { NullLogger.Instance, "is a logger", "log in the caller" },
        { NullLogger<string>.Instance, "is a logger", "log in the caller" },
        { NullLoggerFactory.Instance, "is a logger", "log in the caller" },
        { new Services(), "is a service", "capture the values" },
        { new System.Data.DataTable(), "is a component", "capture its values as an array" },
        { ActorRefs.Nobody, "belongs to an actor system", "from the caller" },
        { Iterator(), "is an enumeration under way", "array or a list" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_copied_is_refused_with_its_reason_and_its_cure(object value, string what, string cure)
    {
        var error = Holder.Refused(value);
        Assert.Equal("Holder<object>.Value", error.Path);
        Assert.Equal(value.GetType(), error.Type);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("and can't be copied; ", error.Message, StringComparison.Ordinal);
        Assert.Contains(cure, error.Message, StringComparison.Ordinal);
        (value as IDisposable)?.Dispose();
    }

    [Fact]
    public void Nulls_of_such_types_are_fine()
    {
        var original = new Nothing(null, null, null, 0, default, default);
        Assert.Equal(original, Holder.Captured(original));
    }

    [Fact]
    public void Readers_and_writers_over_strings_are_copied()
    {
        using var reader = new StringReader("abc");
        using var writer = new StringWriter();
        reader.Read();
        writer.Write("x");
        var copy = Holder.Captured((reader, writer));
        Assert.Equal(("bc", "bc"), (copy.reader.ReadToEnd(), reader.ReadToEnd()));
        copy.writer.Write("y");
        Assert.Equal(("x", "xy"), (writer.ToString(), copy.writer.ToString()));
    }

    [Fact]
    public void A_cancellation_token_is_refused_by_itself_and_not_by_its_inside()
    {
        using var source = new CancellationTokenSource();
        var error = Holder.Refused(source.Token);
        Assert.Equal(("Holder<CancellationToken>.Value", typeof(CancellationToken)), (error.Path, error.Type));
        Assert.EndsWith("CancellationToken belongs to the caller and can't be copied; use MapContext.CancellationToken", error.Message, StringComparison.Ordinal);
        Assert.False(Holder.Captured(CancellationToken.None).CanBeCanceled);
    }

    [Fact]
    public void A_task_in_a_value_task_is_refused() => Assert.Equal(typeof(ValueTask<int>), Holder.Refused(new ValueTask<int>(Task.FromResult(1))).Type);

    [Fact]
    public async Task An_iterator_that_nobody_enumerates_yet_is_copied()
    {
        Assert.Equal(Lazily(), Holder.Captured(Lazily()));
        var items = await Holder.Captured(LazilyAsync()).ToArrayAsync();
        Assert.Equal([1, 2], items);
    }

    [Fact]
    public async Task An_asynchronous_iterator_under_way_is_refused()
    {
        await using var enumerator = LazilyAsync().GetAsyncEnumerator();
        await enumerator.MoveNextAsync();
        Assert.Contains("is an enumeration under way", Holder.Refused(enumerator).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_by_its_own_pointer_is_refused()
    {
        var error = Holder.Refused(new GCHandleHolder(GCHandle.FromIntPtr(8)));
        Assert.Equal(("Holder<GCHandleHolder>.Value.Handle", typeof(GCHandle)), (error.Path, error.Type));
    }

    private static IEnumerator<int> Iterator()
    {
        var enumerator = Lazily().GetEnumerator();
        enumerator.MoveNext();
        return enumerator;
    }

    private static async IAsyncEnumerable<int> LazilyAsync()
    {
        yield return 1;
        await Task.Yield();
        yield return 2;
    }

    private static IEnumerable<int> Lazily()
    {
        yield return 1;
        yield return 2;
    }

    private sealed record Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed record Nothing(
        Stream? Stream, ILogger? Logger, SafeHandle? Handle, nint Native, ValueTask Task, CancellationToken Token);

    private sealed record GCHandleHolder(GCHandle Handle);

#nullable disable
    private sealed class DbConnectionStub : DbConnection
    {
        public override string ConnectionString { get; set; }
        public override string Database => null;
        public override string DataSource => null;
        public override string ServerVersion => null;
        public override System.Data.ConnectionState State => default;
        public override void ChangeDatabase(string databaseName) { }
        public override void Close() { }
        public override void Open() { }
        protected override DbTransaction BeginDbTransaction(System.Data.IsolationLevel isolationLevel) => null;
        protected override DbCommand CreateDbCommand() => null;
    }
}
