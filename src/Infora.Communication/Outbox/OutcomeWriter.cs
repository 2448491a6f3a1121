using Infora.Communication.Messages;
using Microsoft.Extensions.Logging;

namespace Infora.Communication.Outbox;

/// <summary>
/// Writes outcomes in sets. A provider has answered: where the store is away for a while, such as while a database
/// restarts, it is written when the store is back, so that nothing is sent twice for it.
/// </summary>
internal sealed partial class OutcomeWriter
{
    private const int MostTries = 7;

    private readonly IOutboxStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<OutcomeWriter> _logger;
    private readonly GroupCommit<IReadOnlyList<MessageCompletion>, bool> _sets;

    public OutcomeWriter(IOutboxStore store, TimeProvider time, ILogger<OutcomeWriter> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        _sets = new(most: 256, async calls =>
        {
            await _store.CompleteAsync([.. calls.SelectMany(call => call)], CancellationToken.None).ConfigureAwait(false);
            return [.. calls.Select(_ => true)];
        });
    }

    /// <exception cref="Exception">What the store threw at the last of several tries.</exception>
    public async Task WriteAsync(IReadOnlyList<MessageCompletion> completions)
    {
        if (completions.Count is 0)
        {
            return;
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                // A set that failed for one outcome is tried again in other company, and in the end alone.
                await (tries < MostTries ? _sets.AddAsync(completions) : _store.CompleteAsync(completions, CancellationToken.None)).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (tries < MostTries)
            {
                var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, tries));
                LogNotWritten(_logger, completions.Count, pause, exception);
                await Task.Delay(pause, _time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(1206, LogLevel.Warning, "The outcomes of {Count} messages could not be written; trying again in {Pause}.")]
    private static partial void LogNotWritten(ILogger logger, int count, TimeSpan pause, Exception exception);
}
