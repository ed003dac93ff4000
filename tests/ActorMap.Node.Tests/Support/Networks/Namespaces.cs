using System.Globalization;
using ActorMap.Tests.Shared;
using CliWrap;
using CliWrap.Buffered;

namespace ActorMap.Node.Tests.Support.Networks;

/// <summary>
/// A network of the kernel's: each member is in a namespace of its own, with a cable to a switch in another; to part is to pull a cable. Nothing of it has a name, and nothing is in the
/// machine's own network. A namespace ends with the process in it, and its cable with it; the switch's process ends with its input, so with this one, however that ends.
/// </summary>
internal sealed class Namespaces : Network
{
    // One that can take a cable, and keep two of them apart: what is asked for later is asked for at once.
    private const string Switch = """
        link add switch type bridge
        link set switch up
        link add trial type veth peer name end
        link set trial master switch
        link set trial type bridge_slave isolated on
        link delete trial
        """;

    private static readonly string[] s_own = Environment.IsPrivilegedProcess ? [] : ["--user", "--preserve-credentials"];
    private static readonly string[] s_new = Environment.IsPrivilegedProcess ? ["--net"] : ["--net", "--user", "--map-root-user"];

    private readonly RunningTool _switch;
    private int _members;

    private Namespaces(RunningTool @switch) => _switch = @switch;

    /// <summary>The network; or none, and why.</summary>
    internal static async Task<(Namespaces? Network, string Why)> TryCreateAsync()
    {
        if (!OperatingSystem.IsLinux()) return (null, "not Linux");
        RunningTool? holder = null;
        try
        {
            holder = RunningTool.Start("unshare", [.. s_new, "sh", "-c", "echo here; exec cat"]);
            if (await holder.ReadLineAsync() is null) throw new InvalidOperationException((await holder.EndAsync()).Error);
            await SetAsync(holder, Switch);
            return (new Namespaces(holder), string.Empty);
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            if (holder is not null) await holder.DisposeAsync();
            return (null, error.Message.Trim());
        }
    }

    internal override async Task<RunningTool> StartAsync(params string[] arguments) => await StartAsync(arguments, _ => []);

    internal override Task PartAsync(RunningNode node) => SetAsync(_switch, $"link set {Cable(node)} nomaster");

    internal override Task NoticesAsync(RunningNode node) => node.Tool.SaysAsync("this member is cut off");

    internal override Task HealAsync(RunningNode node) => SetAsync(_switch, $"link set {Cable(node)} master switch");

    internal override Task CutAsync(RunningNode one, RunningNode other) =>
        SetAsync(_switch, $"link set {Cable(one)} type bridge_slave isolated on\nlink set {Cable(other)} type bridge_slave isolated on");

    protected override Task<RunningTool> StartNodeAsync(string[] arguments) => StartAsync(arguments, host => ["--host", host, "--port", "4053", .. Configured()]);

    public override async ValueTask DisposeAsync()
    {
        await _switch.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The process waits in its namespace until it has a cable, and then becomes the tool.</summary>
    private async Task<RunningTool> StartAsync(string[] arguments, Func<string, string[]> more)
    {
        var host = string.Create(CultureInfo.InvariantCulture, $"10.99.0.{Interlocked.Increment(ref _members)}");
        var tls = Authority.Member(host);
        string[] words = [.. Tool.Patient(arguments), .. more(host), "--tls-cert", tls.Certificate!, "--tls-key", tls.Key!, "--tls-ca", tls.Authority!];
        var tool = RunningTool.Start("nsenter", ["--target", Text(_switch.Pid), "--net", .. s_own, "unshare", "--net", "sh", "-c", "echo here; read go && exec \"$0\" \"$@\"", Tool.Path, .. words]);
        try
        {
            if (await tool.ReadLineAsync() is null) throw new InvalidOperationException((await tool.EndAsync()).Error);
            await SetAsync(_switch, $"link add {Cable(host)} type veth peer name eth0 netns {Text(tool.Pid)}\nlink set {Cable(host)} master switch up");
            await SetAsync(tool, $"link set lo up\naddress add {host}/24 dev eth0\nlink set eth0 up");
            await tool.WriteAsync("\n");
            return tool;
        }
        catch
        {
            await tool.DisposeAsync();
            throw;
        }
    }

    private static string Cable(RunningNode node) => Cable(node.Address.Split(':')[0]);

    private static string Cable(string host) => $"to{host.Split('.')[^1]}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Has <c>ip</c> do these lines in the namespace of the process.</summary>
    private static async Task SetAsync(RunningTool place, string lines)
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        var result = await Cli.Wrap("nsenter").WithArguments(["--target", Text(place.Pid), .. s_own, "--net", "ip", "-batch", "-"])
            .WithStandardInputPipe(PipeSource.FromString(lines + "\n")).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(deadline.Token);
        if (result.ExitCode != 0) throw new InvalidOperationException(result.StandardError);
    }
}
