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
