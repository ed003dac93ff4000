using ActorMap.Node.Input;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Benching;

/// <summary>The records to map, in memory: what is measured is the map, not the disk.</summary>
internal sealed class BenchRecords
{
    internal const long MostBytes = 256 * 1024 * 1024;

    // As many as one read of short lines brings, so that the hand-over is as in a map of a file.
    private const int BlockLength = 4096;

    private readonly Record[] _records;

    private BenchRecords(Record[] records, bool isAll) => (_records, IsAll) = (records, isAll);

    internal int Count => _records.Length;

    /// <summary>Whether the input had no more.</summary>
    internal bool IsAll { get; }

    internal static BenchRecords Read(InputSet input, int most)
    {
        List<Record> records = [];
        var bytes = 0L;
        foreach (var block in input.Blocks(taken: null))
        {
            var cursor = default(BlockCursor);
            while (block.TryRead(ref cursor, out var record))
            {
                if (records.Count == most || bytes >= MostBytes) return new BenchRecords([.. records], isAll: false);
                records.Add(record);
                bytes += record.Length;
            }
        }

        return records is []
            ? throw CommandException.InputOutput("there is nothing to measure: the input has no records. Give a file, or pipe some in.")
            : new BenchRecords([.. records], isAll: true);
    }

    /// <summary>The records over and over again, until nobody asks for more.</summary>
    internal IEnumerable<RecordBlock> Endless()
    {
        while (true)
        {
            for (var start = 0; start < _records.Length; start += BlockLength)
                yield return new HeldRecords(_records, start, Math.Min(BlockLength, _records.Length - start));
        }
    }
}
