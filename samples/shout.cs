// A program in C#, one JSON value a line in and one out:
//
//     dotnet build samples/shout.cs -o artifacts/shout && actormap map -i lines samples/corpus.txt -- artifacts/shout/shout
//
// It is built first, as there is one for each worker: several `dotnet run` that build one file at once fail, and each would take a second to start.
// Console.Out flushes every line.
using System.Text.Json;

while (Console.ReadLine() is { } line)
    Console.WriteLine($"\"{JsonEncodedText.Encode(JsonDocument.Parse(line).RootElement.GetString()!.ToUpperInvariant())}\"");
