using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Infora.Communication.Campaigns.Upload;

/// <summary>
/// Reads recipients from NDJSON: UTF-8, one object a line, <c>{"email": "ann@example.com", "variables": {"name": "Ann"}}</c> or, for
/// text messages, <c>phone</c>. A line that cannot be read becomes a row that says why, and does not end the reading.
/// </summary>
public static class NdjsonRecipients
{
    /// <summary>How long a line may be, in bytes.</summary>
    public const int MaxLineLength = 64 * 1024;

    /// <summary>Reads the recipients as they come. Memory does not grow with their number.</summary>
    /// <param name="channel">The campaign's channel, which says where the address is: <c>email</c> or <c>phone</c>.</param>
    /// <param name="source">The text. It is not completed here.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A row for each line that is not blank; lines are counted from 1, blank ones too.</returns>
    public static async IAsyncEnumerable<CampaignRecipientRow> ReadAsync(
        MessageChannel channel, PipeReader source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var lines = new NdjsonLines(channel);
        var rows = new List<CampaignRecipientRow>();
        ReadResult read;
        do
        {
            read = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.IsCanceled)
            {
                throw new OperationCanceledException("Reading the recipients was cancelled.");
            }

            // All lines that are there at once: the reader's buffer is given back before anybody works on them.
            rows.Clear();
            source.AdvanceTo(lines.Read(read.Buffer, read.IsCompleted, rows), read.Buffer.End);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
        while (!read.IsCompleted);
    }

    /// <summary>Reads the recipients as they come. Memory does not grow with their number.</summary>
    /// <param name="channel">The campaign's channel, which says where the address is: <c>email</c> or <c>phone</c>.</param>
    /// <param name="source">The text. It is left open.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>A row for each line that is not blank; lines are counted from 1, blank ones too.</returns>
    public static async IAsyncEnumerable<CampaignRecipientRow> ReadAsync(
        MessageChannel channel, Stream source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var pipe = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: MaxLineLength, leaveOpen: true));
        try
        {
            await foreach (var row in ReadAsync(channel, pipe, cancellationToken).ConfigureAwait(false))
            {
                yield return row;
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }
}
