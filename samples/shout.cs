// A program in C#, one JSON value a line in and one out: actormap map -i lines samples/corpus.txt -- dotnet run samples/shout.cs
// Console.Out flushes every line. To start at once, publish it first, and give the program's path.
using System.Text.Json;

while (Console.ReadLine() is { } line)
    Console.WriteLine($"\"{JsonEncodedText.Encode(JsonDocument.Parse(line).RootElement.GetString()!.ToUpperInvariant())}\"");
