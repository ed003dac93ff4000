#:package Microsoft.ML.Tokenizers@2.0.1
#:package Microsoft.ML.Tokenizers.Data.Cl100kBase@2.0.1

// Counts the tokens of each line, as GPT-4 sees them:
//
//     actormap map samples/tokens.cs samples/corpus.txt -o counts.txt
//
// The tokenizer is expensive to build (some 100,000 ranks) and is state that can't be copied: each worker builds its own, once.
using ActorMap;
using Microsoft.ML.Tokenizers;

sealed class Tokens : IMapFunction<string, int>, IWorkerStart
{
    private TiktokenTokenizer? _tokenizer;

    public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
    {
        _tokenizer = TiktokenTokenizer.CreateForEncoding("cl100k_base");
        return ValueTask.CompletedTask;
    }

    public int Invoke(string line, MapContext context) => _tokenizer!.CountTokens(line);
}
