using System.Net.Http.Headers;
using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorMap.Cluster.Http;

/// <summary>Answers requests for blobs, and for nothing else, from where they lie in memory.</summary>
internal sealed class BlobAnswers(BlobStore store) : IHttpApplication<IFeatureCollection>
{
    // So much is handed to the connection at once: it takes it as fast as the other side reads.
    private const int Slice = 256 << 10;

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        if (!HttpMethods.IsGet(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = HttpMethods.Get;
        }
        else if (!BlobPath.TryParse(request.Path, out var blob) || !store.TryHold(blob, out _))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            // Held, so that it counts to what there is while it is sent.
            try
            {
                await SendAsync(blob, request, response, context).ConfigureAwait(false);
            }
            finally
            {
                store.Release(blob);
            }
        }
    }

    private async Task SendAsync(BlobId blob, IHttpRequestFeature request, IHttpResponseFeature response, IFeatureCollection context)
    {
        if (Wanted(request.Headers.Range.ToString(), blob.Length) is not var (start, end))
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.Headers.ContentRange = new ContentRangeHeaderValue(blob.Length).ToString();
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ContentLength = end - start;
        if (end - start < blob.Length)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = new ContentRangeHeaderValue(start, end - 1, blob.Length).ToString();
        }

        var body = context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;
        var gone = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        for (var at = start; at < end && !gone.IsCancellationRequested; at += Slice)
        {
            if (!store.TryRead(blob, at, (int)Math.Min(Slice, end - at), out var part)) break;
            if ((await body.WriteAsync(part, CancellationToken.None).ConfigureAwait(false)).IsCompleted) break;
        }
    }

    /// <summary>All of it, or the one range that is asked for; null where there is no such range.</summary>
    private static (long Start, long End)? Wanted(string range, long length)
    {
        if (range.Length == 0) return (0, length);
        if (!RangeHeaderValue.TryParse(range, out var parsed) || parsed is not { Unit: "bytes", Ranges.Count: 1 }) return null;
        var wanted = parsed.Ranges.Single();
        var start = wanted.From ?? Math.Max(0, length - wanted.To!.Value);
        var end = wanted is { From: not null, To: { } last } && last < length - 1 ? last + 1 : length;
        return start < end ? (start, end) : null;
    }
}
