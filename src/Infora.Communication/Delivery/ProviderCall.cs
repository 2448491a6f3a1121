using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Delivery;

/// <summary>
/// The one boundary between the library and a plugin: it bounds the call in time and turns whatever a plugin throws
/// into an outcome that cannot double a message.
/// </summary>
internal sealed partial class ProviderCall(
    CommunicationEnvironment environment,
    SafePickup pickup,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<ProviderCall> logger)
{
    /// <param name="handover">How messages of the channel are handed over.</param>
    /// <param name="provider">Who gets them.</param>
    /// <param name="batch">One message; or several, none of which is kept back.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The result of each message, and what a person should know beside it.</returns>
    public async Task<(IReadOnlyList<ProviderResult> Results, string? Detail)> InvokeAsync(
        IHandover handover, ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, CancellationToken cancellationToken)
    {
        string? detail = null;
        if (batch is [var single] && IsKeptBack(provider, single.Content))
        {
            if (environment.IsProduction)
            {
                return ([ProviderResult.Rejected(NotSafe)], null);
            }

            provider = pickup.Divert(provider);
            detail = $"Written to a file in {pickup.Directory}: the recipient is not among Communication:SafeRecipients.";
            LogDiverted(logger, single.Id, provider.Id);
        }

        return (await HandOverAsync(handover, provider, batch, cancellationToken).ConfigureAwait(false), detail);
    }

    private async Task<IReadOnlyList<ProviderResult>> HandOverAsync(
        IHandover handover, ConfiguredProvider provider, IReadOnlyList<RenderedMessage> batch, CancellationToken cancellationToken)
    {

        using var timeout = new CancellationTokenSource(options.CurrentValue.ProviderTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (batch is [var single])
            {
                return [await handover.SendAsync(provider, single, both.Token).ConfigureAwait(false)];
            }

            var results = await handover.SendBatchAsync(provider, batch, both.Token).ConfigureAwait(false);
            return results.Count == batch.Count
                ? results
                : throw new InvalidOperationException($"The plugin gave {results.Count} results for {batch.Count} messages.");
        }
        catch (OperationCanceledException)
        {
            return Uncertain(batch, timeout.IsCancellationRequested ? TimedOut(options.CurrentValue.ProviderTimeout) : CallerGone);
        }
#pragma warning disable CA1031 // A plugin is foreign code: what it throws must leave the message in a known state.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogThrew(logger, batch[0].Id, provider.Id, exception);
            return Uncertain(batch, Threw(exception));
        }
    }

    /// <summary>Whether the recipients are not among the safe ones, so that the provider is not asked.</summary>
    public bool IsKeptBack(ConfiguredProvider provider, MessageContent content) =>
        !provider.StaysOnThisMachine && !SafeRecipients.Allow(environment.SafeRecipients, content);

    private static IReadOnlyList<ProviderResult> Uncertain(IReadOnlyList<RenderedMessage> batch, SendError error) =>
        [.. batch.Select(_ => ProviderResult.Uncertain(error))];

    private static SendError TimedOut(TimeSpan limit) => new(
        ErrorCode.Uncertain, $"The provider did not answer within {limit.TotalSeconds:0.###} seconds; it may have taken the message.", Permanent: false);

    private static SendError Threw(Exception exception) => new(
        ErrorCode.Uncertain, $"The provider's plugin failed with {exception.GetType().Name}; it may have handed the message over.", Permanent: false);

    private static readonly SendError CallerGone = new(
        ErrorCode.Uncertain, "The caller stopped waiting while the message was handed over; the provider may have taken it.", Permanent: false);

    private static readonly SendError NotSafe = new(ErrorCode.Blocked, "The recipient is not among Communication:SafeRecipients.", Permanent: true)
    {
        Hint = "Add the address, its @domain, a number prefix or * to Communication:SafeRecipients.",
    };

    [LoggerMessage(1002, LogLevel.Warning, "Message {MessageId} for provider {ProviderId} is written to a file: its recipient is not among the safe ones.")]
    private static partial void LogDiverted(ILogger logger, Guid messageId, int providerId);

    [LoggerMessage(1003, LogLevel.Error, "The plugin of provider {ProviderId} threw while it sent message {MessageId}.")]
    private static partial void LogThrew(ILogger logger, Guid messageId, int providerId, Exception exception);
}
