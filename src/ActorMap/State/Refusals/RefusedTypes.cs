using System.Runtime.InteropServices;

namespace ActorMap.State;

/// <summary>The table of what can't be copied, by full name of a base type or an interface.</summary>
internal static class RefusedTypes
{
    // Structs that stand for what they refer to: the culprit that a user knows.
    private static readonly Dictionary<Type, Refusal> s_structs = new()
    {
        [typeof(CancellationToken)] = Refusal.Cancellation,
        [typeof(CancellationTokenRegistration)] = Refusal.Cancellation,
        [typeof(GCHandle)] = Refusal.NativeHandle,
        [typeof(ValueTask)] = Refusal.Task,
        [typeof(ValueTask<>)] = Refusal.Task,
    };

    private static readonly Dictionary<string, Refusal> s_names = Table(
        (Refusal.Stream, ["System.IO.Stream", "System.IO.BinaryReader", "System.IO.BinaryWriter", "System.IO.StreamReader", "System.IO.StreamWriter",
            "System.IO.TextWriter+SyncTextWriter", "System.IO.TextReader+SyncTextReader", "System.IO.UnmanagedMemoryAccessor",
            "System.IO.Pipelines.PipeReader", "System.IO.Pipelines.PipeWriter", "System.Xml.XmlReader", "System.Xml.XmlWriter",
            "System.Text.Json.Utf8JsonWriter"]),
        (Refusal.Socket, ["System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener",
            "System.Net.Sockets.UdpClient", "System.Net.WebSockets.WebSocket", "System.Net.HttpListener", "System.Net.Mail.SmtpClient",
            "System.Net.Quic.QuicConnection", "Grpc.Core.ChannelBase"]),
        (Refusal.NativeHandle, ["System.Runtime.InteropServices.SafeHandle", "System.Runtime.InteropServices.CriticalHandle",
            "System.Security.Cryptography.HashAlgorithm", "System.Security.Cryptography.SymmetricAlgorithm",
            "System.Security.Cryptography.AsymmetricAlgorithm", "System.Security.Cryptography.RandomNumberGenerator",
            "System.Security.Cryptography.IncrementalHash", "System.Security.Cryptography.X509Certificates.X509Certificate",
            "System.Runtime.Loader.AssemblyLoadContext"]),
        (Refusal.NativeMemory, ["System.Reflection.Pointer"]),
        (Refusal.WaitHandle, ["System.Threading.WaitHandle"]),
        (Refusal.Thread, ["System.Threading.Thread", "System.Threading.SynchronizationContext", "System.Threading.ExecutionContext",
            "System.Threading.Tasks.TaskScheduler", "System.Threading.RegisteredWaitHandle"]),
        (Refusal.Task, ["System.Threading.Tasks.Task", "System.Threading.Tasks.TaskCompletionSource", "System.Threading.Tasks.TaskCompletionSource`1",
            "System.Threading.Tasks.Sources.IValueTaskSource", "System.Threading.Tasks.Sources.IValueTaskSource`1",
            "System.Runtime.CompilerServices.IAsyncStateMachine"]),
        (Refusal.Timer, ["System.Threading.ITimer", "System.Threading.PeriodicTimer", "System.Timers.Timer"]),
        (Refusal.Cancellation, ["System.Threading.CancellationTokenSource"]),
        (Refusal.PerThread, ["System.Threading.ThreadLocal`1", "System.Threading.AsyncLocal`1"]),
        (Refusal.Channel, ["System.Threading.Channels.Channel`2", "System.Threading.Channels.ChannelReader`1",
            "System.Threading.Channels.ChannelWriter`1", "System.Collections.Concurrent.BlockingCollection`1"]),
        (Refusal.Weak, ["System.WeakReference", "System.WeakReference`1", "System.Runtime.CompilerServices.ConditionalWeakTable`2"]),
        (Refusal.Process, ["System.Diagnostics.Process", "System.IO.FileSystemWatcher"]),
        (Refusal.Database, ["System.Data.Common.DbConnection", "System.Data.Common.DbCommand", "System.Data.Common.DbTransaction",
            "System.Data.Common.DbDataReader", "System.Data.Common.DbDataSource", "System.Data.IDbConnection", "System.Data.IDbTransaction",
            "Microsoft.EntityFrameworkCore.DbContext"]),
        (Refusal.Http, ["System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpMessageHandler"]),
        (Refusal.Logger, ["Microsoft.Extensions.Logging.ILogger", "Microsoft.Extensions.Logging.ILoggerFactory",
            "Microsoft.Extensions.Logging.ILoggerProvider", "Serilog.ILogger", "NLog.ILogger", "NLog.Logger", "log4net.ILog",
            "Akka.Event.ILoggingAdapter"]),
        (Refusal.Service, ["System.IServiceProvider", "Microsoft.Extensions.DependencyInjection.IServiceScope",
            "Microsoft.Extensions.DependencyInjection.IServiceScopeFactory", "System.Net.Http.IHttpClientFactory",
            "Microsoft.Extensions.Configuration.IConfiguration", "Microsoft.Extensions.Options.IOptionsMonitor`1",
            "Microsoft.Extensions.Caching.Memory.IMemoryCache", "Microsoft.Extensions.Caching.Distributed.IDistributedCache",
            "Microsoft.Extensions.Hosting.IHost", "Microsoft.Extensions.Hosting.IHostEnvironment", "Microsoft.Extensions.Hosting.IHostedService",
            "Microsoft.EntityFrameworkCore.IDbContextFactory`1", "System.Diagnostics.Metrics.Meter", "System.Diagnostics.Metrics.Instrument",
            "System.Diagnostics.ActivitySource", "System.Diagnostics.Activity"]),
        (Refusal.Component, ["System.ComponentModel.MarshalByValueComponent"]),
        (Refusal.Actor, ["Akka.Actor.IActorRef", "Akka.Actor.ActorSystem", "Akka.Actor.IActorContext", "Akka.Actor.ActorBase",
            "Akka.Actor.IScheduler", "Akka.Actor.ICanTell", "Akka.Actor.IActorRefFactory"]));

    /// <summary>A default struct refers to nothing.</summary>
    internal static Refusal? OfStruct(ValueType value)
    {
        var type = value.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return s_structs.TryGetValue(definition, out var refusal) && !value.Equals(Activator.CreateInstance(type)) ? refusal : null;
    }

    internal static Refusal? ByName(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        return definition.FullName is { } name && s_names.TryGetValue(name, out var refusal) ? refusal : null;
    }

    private static Dictionary<string, Refusal> Table(params (Refusal Refusal, string[] Names)[] rows) =>
        rows.SelectMany(row => row.Names, (row, name) => (name, row.Refusal)).ToDictionary();
}
