using System.Globalization;
using System.Text;
using ActorMap.Cluster.Looking;
using ActorMap.Messages;

namespace ActorMap.Node.Status;

/// <summary>The picture for people: columns of text, which a narrow terminal and a pipe bear alike.</summary>
internal static class StatusTable
{
    private static readonly string[] Header = ["NODE", "STATE", "WORKERS", "BUSY", "JOB", "HELD", "DONE", "FAILED"];

    internal static string Text(ClusterPicture picture)
    {
        string[][] rows = [Header, .. Rows(picture)];
        var widths = Header.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        var (nodes, workers) = (picture.Nodes.Count, picture.Nodes.Sum(node => node.Told?.Workers ?? 0));
        string[] functions = [.. picture.Nodes.SelectMany(node => node.Told?.Functions ?? []).Distinct().Order(StringComparer.Ordinal).Select(name => $"@{name}")];
        text.Append(CultureInfo.InvariantCulture, $"{nodes} {(nodes == 1 ? "node" : "nodes")}, {workers} {(workers == 1 ? "worker" : "workers")}");
        if (picture.Keepers is not []) text.Append(CultureInfo.InvariantCulture, $", {picture.Keepers.Count} {(picture.Keepers.Count == 1 ? "keeper" : "keepers")}");
        text.Append(CultureInfo.InvariantCulture, $", {picture.Clients.Count} {(picture.Clients.Count == 1 ? "client" : "clients")}; functions {(functions is [] ? "none" : string.Join(", ", functions))}\n");
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>By address; the processes of a keeper stand below it.</summary>
    private static IEnumerable<string[]> Rows(ClusterPicture picture)
    {
        string[] keepers = [.. picture.Keepers.Select(keeper => keeper.Address)];
        var alone = picture.Nodes.Where(node => !keepers.Contains(node.Keeper)).Select(node => (node.Address, Rows: Rows(node, "")));
        var kept = picture.Keepers.Select(keeper => (keeper.Address, Rows: KeeperRows(keeper, [.. picture.Nodes.Where(node => node.Keeper == keeper.Address)])));
        return alone.Concat(kept).OrderBy(one => one.Address, StringComparer.Ordinal).SelectMany(one => one.Rows);
    }

    private static IEnumerable<string[]> KeeperRows(NodePicture keeper, NodePicture[] kept) =>
    [
        [keeper.Address, keeper.State, "-", keeper.Told is null ? "no answer" : "-", $"keeps {kept.Length} {(kept.Length == 1 ? "process" : "processes")}", "", "", ""],
        .. kept.SelectMany(node => Rows(node, "  ")),
    ];

    private static IEnumerable<string[]> Rows(NodePicture node, string indent)
    {
        string[] self = node.Told is { } told
            ? [indent + node.Address, node.State, Number(told.Workers), Number(told.Busy)]
            : [indent + node.Address, node.State, "?", "no answer"];
        JobWork[] jobs = node.Told?.Jobs ?? [];
        if (jobs is []) return [[.. self, "-", "", "", ""]];
        return jobs.Select((job, i) => (string[])[.. i == 0 ? self : ["", "", "", ""], Name(job), Number(job.Held), Number(job.Done), Number(job.Failed)]);
    }

    private static string Name(JobWork job) => job.Function is { } name ? $"{job.Job} @{name}" : job.Job.ToString();

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
