using System.Globalization;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace ActorMap.Node.Tests.Support;

/// <summary>Parquet files for specs.</summary>
internal static class ParquetFiles
{
    /// <summary>Rows of all plain types, one of them null in all that may be, in row groups of so many rows.</summary>
    internal static async Task<string> TypedAsync(Scratch scratch, string name, int rows, int inGroup)
    {
        var schema = new ParquetSchema(
            new DataField<int>("i"), new DataField<long?>("l"), new DataField<ulong>("u"), new DataField<double?>("d"), new DataField<float>("f"), new DataField<string>("s", true),
            new DataField<bool?>("b"), new DecimalDataField("m", 38, 4, isNullable: true), new DateTimeDataField("t", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros),
            new DateTimeDataField("w", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Millis), new DataField<DateOnly>("day"), new DataField<byte[]>("raw", true), new DataField<Guid>("g"));
        var values = Enumerable.Range(0, rows).Select(IDictionary<string, object?> (i) => new Dictionary<string, object?>
        {
            ["i"] = i, ["l"] = i == 1 ? null : long.MaxValue - i, ["u"] = ulong.MaxValue, ["d"] = i == 1 ? null : i == 2 ? double.NaN : 0.1 + i, ["f"] = 0.1f,
            ["s"] = i == 1 ? null : $"text \"{i}\"\né", ["b"] = i == 1 ? null : i % 2 == 0,
            ["m"] = i == 1 ? null : 1234567890123456789.5000m,
            ["t"] = new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc).AddMicroseconds(4), ["w"] = new DateTime(2024, 2, 29, 1, 2, 3),
            ["day"] = new DateOnly(2024, 2, 29), ["raw"] = i == 1 ? null : (object)new ReadOnlyMemory<byte>([0, 255]), ["g"] = Guid.Parse("00000000-0000-0000-0000-000000000007", CultureInfo.InvariantCulture),
        }).ToArray();
        await using var file = File.Create(scratch.Path(name));
        await ParquetSerializer.SerializeUntypedAsync(values!, schema, file, new ParquetOptions { RowGroupSize = inGroup });
        return scratch.Path(name);
    }

    /// <summary>Rows with a list, a map and a structure.</summary>
    internal static async Task<string> NestedAsync(Scratch scratch, string name)
    {
        Order[] orders =
        [
            new() { Id = 1, Tags = ["a", "b"], Sums = new() { ["x"] = 1.5 }, To = new() { City = "Oslo", When = new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc) } },
            new() { Id = 2, Tags = [], Sums = [], To = new() { City = null } },
            new() { Id = 3, Tags = null, Sums = null, To = null },
        ];
        await ParquetSerializer.SerializeAsync(orders, scratch.Path(name));
        return scratch.Path(name);
    }

    /// <summary>Rows whose lists and maps hold lists and maps, with nulls and empty ones at each level.</summary>
    internal static async Task<string> DeepAsync(Scratch scratch, string name)
    {
        Deep[] rows =
        [
            new() { Id = 1, Lists = [[1, 2], [], null, [3]], Maps = [new() { ["a"] = 1, ["b"] = 2 }, [], null, new() { ["c"] = 3 }], Sums = new() { ["k"] = [[1, 2], null, [3]], ["e"] = [], ["n"] = null }, Three = [[[1], [2, 3]], [], null, [[], null, [4]]] },
            new() { Id = 2, Lists = [[4]], Maps = [new() { ["d"] = 4 }], Sums = new() { ["l"] = [[4]] }, Three = [[[5]]] },
            new() { Id = 3 },
            new() { Id = 4, Lists = [], Maps = [], Sums = [], Three = [] },
            new() { Id = 5, Lists = [[5, 6]], Maps = [new() { ["e"] = 5 }], Sums = new() { ["m"] = [[5], [6]] }, Three = [[[6]], [[7]]] },
        ];
        await ParquetSerializer.SerializeAsync(rows, scratch.Path(name));
        return scratch.Path(name);
    }

    /// <summary>
    /// Lists [1,2], [], null and [3] in an older form, in which the item itself is what repeats: <c>optional group V (LIST) { repeated int32 element; }</c>.
    /// Today's writers write it no more, so here is the file: one of theirs, without the group between list and item in its schema.
    /// </summary>
    internal static string OlderLists(Scratch scratch, string name) => scratch.File(name, Convert.FromBase64String(
        "UEFSMRUAFSAVICwVCBUAFQYVBhwYBAQAAAAYBAEAAAAWACgEBAAAABgEAQAAAAAAAAEAAAACAAAAAwAAAAQAAAAVABVEFUQsFQoVABUGFQYcGAQDAAAAGAQBAAAAFgQoBAMAAAAYBAEAAAAAAAAGAA"
        + "AAAgACAQYACAAAAAQCAgECAAICAQAAAAIAAAADAAAAFQIZTEgEcm9vdBUEABUCJQAYAWklIkysEyARAAAANQIYAVYVAhUGTDwAAAAVAiUEGAdlbGVtZW50JSJMrBMgEQAAABYIGRwZLCYIHBUCGSUA"
        + "BhkYAWkVABYIFnoWeiYIPBgEBAAAABgEAQAAABYAKAQEAAAAGAQBAAAAAAAAJoIBHBUCGSUABhkoAVYHZWxlbWVudBUAFgoWngEWngEmggE8GAQDAAAAGAQBAAAAFgQoBAMAAAAYBAEAAAAAAAAWmA"
        + "IWCDaYAgAoSlBhcnF1ZXQuTmV0IHZlcnNpb24gNi4xLjAgKGJ1aWxkIGMxNzlkOTdiZDI1NDliNWY0NGE5MjQxZTcyOWY4NjlkNDk0N2VlNTkpABUBAABQQVIx"));

    public sealed class Deep
    {
        public int Id { get; set; }

        public List<List<int>?>? Lists { get; set; }

        public List<Dictionary<string, int>?>? Maps { get; set; }

        public Dictionary<string, List<List<int>?>?>? Sums { get; set; }

        public List<List<List<int>?>?>? Three { get; set; }
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public List<string>? Tags { get; set; }

        public Dictionary<string, double>? Sums { get; set; }

        public Address? To { get; set; }
    }

    public sealed class Address
    {
        public string? City { get; set; }

        public DateTime When { get; set; }
    }
}
