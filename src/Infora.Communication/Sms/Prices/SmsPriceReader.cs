using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Sms.Prices;

/// <summary>
/// Asks vendors what messages cost that they took without saying so, and puts the answer in the place of the estimate. Who
/// claims a message to ask about it moves its next look on: where that goes wrong, the next look comes all the same.
/// </summary>
internal sealed partial class SmsPriceReader(
    IMessageStore store,
    ReportIntake reports,
    ProviderCatalogue catalogue,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<SmsPriceReader> logger)
{
    private const int Portion = 50;

    /// <summary>Prices are in no hurry, and messages need the vendor's patience more.</summary>
    private const int AtOnce = 4;

    /// <summary>Asks about all messages that are due.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ReadDueAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        IReadOnlyList<MessageRecord> due;
        do
        {
            var now = time.GetUtcNow();
            due = await store.ClaimDuePricesAsync(Portion, now, message => SmsPriceSchedule.Next(message, now), cancellationToken).ConfigureAwait(false);
            if (due.Count > 0)
            {
                await ReadAsync(due, cancellationToken).ConfigureAwait(false);
            }

            total += due.Count;
        }
        while (due.Count is Portion);

        return total;
    }

    private async Task ReadAsync(IReadOnlyList<MessageRecord> messages, CancellationToken cancellationToken)
    {
        var channel = await catalogue.GetChannelAsync(MessageChannel.Sms, cancellationToken).ConfigureAwait(false);
        var failures = new SmsPriceFailures();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            messages,
            limits,
            async (message, token) => await ReadAsync(message, channel.Active, failures, token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (providerId, count, last) in failures.All)
        {
            LogFailed(logger, count, providerId, last);
        }
    }

    private async Task ReadAsync(
        MessageRecord message, IReadOnlyList<ConfiguredProvider> active, SmsPriceFailures failures, CancellationToken cancellationToken)
    {
        var provider = active.FirstOrDefault(candidate => candidate.Id == message.ProviderId);
        if (provider is { Fault: not null } or { Gate.Refusal: not null })
        {
            // It cannot be asked now, or wants to be left alone.
            return;
        }

        if (provider?.Sms is not ISmsPriceProvider plugin || message.ProviderMessageId is not { } id)
        {
            // Nobody is left who could tell.
            await store.ChangeAsync(message.Id, Ended, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await AskAsync(provider, plugin, id, failures, cancellationToken).ConfigureAwait(false) is { } price)
        {
            // The vendor has answered: a host that ends just now is not to lose it.
            await reports.AddAsync(MessageChannel.Sms, provider.Id, Named(price.Reports, message)).ConfigureAwait(false);
            await store.ChangeAsync(message.Id, stored => Priced(stored, message, price, provider), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<SmsPrice?> AskAsync(
        ConfiguredProvider provider, ISmsPriceProvider plugin, string id, SmsPriceFailures failures, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.CurrentValue.ProviderTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await plugin.GetPriceAsync(id, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A plugin is foreign code: what it throws costs one look at one price.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failures.Add(provider.Id, exception);
            return null;
        }
    }

    /// <summary>A single report is about the message that was asked about; of several each names its recipient.</summary>
    private static IReadOnlyList<DeliveryReport> Named(IReadOnlyList<DeliveryReport> reports, MessageRecord message) =>
        reports is [var only] ? [only with { MessageId = message.Id }] : reports;

    /// <summary>A message that is only sent is asked about on: its vendor's call may have been missed.</summary>
    private static bool IsSettled(MessageRecord stored, SmsPrice price) =>
        stored.Status is not (MessageStatus.Sent or MessageStatus.Uncertain)
        || price.Reports.Any(report => ReportRank.Proves(report.Kind) is MessageStatus.Delivered or MessageStatus.Failed or MessageStatus.Bounced);

    private static MessageCompletion? Ended(MessageRecord stored) =>
        stored.PriceDueAt is null ? null : new MessageCompletion(stored with { PriceDueAt = null }, [], []);

    /// <summary>Nothing but the segments and the cost is touched, and a price that is known stays.</summary>
    private static MessageCompletion? Priced(MessageRecord stored, MessageRecord asked, SmsPrice price, ConfiguredProvider provider)
    {
        if (stored.ProviderId != asked.ProviderId || stored.ProviderMessageId != asked.ProviderMessageId)
        {
            // It was sent anew meanwhile: the answer is about an earlier try.
            return null;
        }

        var segments = price.Segments is > 0 ? price.Segments : stored.Segments;
        var estimate = stored.PriceDueAt is not null && segments is { } counted && counted != stored.Segments
            ? Rescaled(stored, counted) ?? (provider.Options as SmsProviderOptions)?.CostOf(counted, number: null)
            : stored.Cost;
        var state = stored with
        {
            Segments = segments,
            Cost = price.Price ?? estimate,
            PriceDueAt = price.Price is not null && (price.Reports.Count is 0 || IsSettled(stored, price)) ? null : stored.PriceDueAt,
        };
        return state == stored ? null : new MessageCompletion(state, [], []);
    }

    /// <summary>The estimate of as many segments as the vendor counted: each costs what it was estimated at.</summary>
    private static Money? Rescaled(MessageRecord stored, int counted) =>
        stored is { Cost: { } cost, Segments: > 0 and { } estimated } ? cost with { Amount = cost.Amount / estimated * counted } : null;

    [LoggerMessage(1210, LogLevel.Warning, "The prices of {Count} messages could not be asked of provider {ProviderId}; they are asked for again later, if their time is not up.")]
    private static partial void LogFailed(ILogger logger, int count, int providerId, Exception exception);
}
