using Infora.Communication.Delivery;
using Infora.Communication.Messages;
using Infora.Communication.Providers;
using Infora.Communication.Suppressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Outbox;

/// <summary>Delivers claimed messages and records what came of them: the end, or when they are tried again.</summary>
internal sealed partial class QueuedDelivery(
    MessageDelivery delivery,
    SuppressionCheck suppressions,
    SendConditions conditions,
    SendWindows windows,
    OutcomeWriter outcomes,
    DeliveryAlerts alerts,
    ProviderCatalogue catalogue,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<QueuedDelivery> logger)
{
    /// <summary>After this long messages are offered again whose recipients could not be looked up.</summary>
    private static readonly TimeSpan ListAway = TimeSpan.FromSeconds(5);

    /// <param name="group">One message, or several that their provider can take in one request.</param>
    /// <param name="stopping">The host ends: what is not handed over yet goes back to the queue.</param>
    public async Task<DeliveredGroup> DeliverAsync(IReadOnlyList<StoredMessage> group, CancellationToken stopping)
    {
        var rules = await RulesAsync(group[0].State.Channel, stopping).ConfigureAwait(false);
        var completions = new List<MessageCompletion>(group.Count);
        var due = new List<StoredMessage>(group.Count);
        foreach (var message in group)
        {
            if (await NotToBeSentAsync(message, rules, stopping).ConfigureAwait(false) is { } completion)
            {
                completions.Add(completion);
            }
            else
            {
                due.Add(message);
            }
        }

        var wanted = await WithoutSuppressedAsync(due, completions, stopping).ConfigureAwait(false);
        if (wanted.Count > 0)
        {
            var delivered = await delivery.DeliverAsync([.. wanted.Select(found => found.Message)], stopping, CancellationToken.None).ConfigureAwait(false);
            completions.AddRange(delivered.Zip(wanted)
                .Where(pair => pair.First.Disposition is not DeliveryDisposition.Lost)
                .Select(pair => Settlement.Queued(
                    pair.Second.Message.State, pair.First with { Detail = pair.First.Detail ?? pair.Second.Detail }, rules, time.GetUtcNow())));
            foreach (var outcome in delivered)
            {
                alerts.OnOutcome(outcome);
            }
        }

        await outcomes.WriteAsync(completions).ConfigureAwait(false);
        return DeliveredGroup.Of(group, completions);
    }

    /// <summary>Gives messages back that were claimed and not offered to anybody.</summary>
    public Task ReleaseAsync(IReadOnlyList<StoredMessage> group) => outcomes.WriteAsync([.. group.Select(message => Settlement.Released(message.State))]);

    /// <summary>Settles messages whose processes died.</summary>
    public async Task SettleAbandonedAsync(IReadOnlyList<StoredMessage> abandoned, CancellationToken cancellationToken)
    {
        var completions = new List<MessageCompletion>(abandoned.Count);
        foreach (var message in abandoned)
        {
            var rules = await RulesAsync(message.State.Channel, cancellationToken).ConfigureAwait(false);
            completions.Add(Settlement.Abandoned(message.State, rules, time.GetUtcNow()));
        }

        await outcomes.WriteAsync(completions).ConfigureAwait(false);
    }

    /// <summary>
    /// The last look before messages are handed over: recipients may have declined since theirs were queued. Where nobody can
    /// say, nothing is sent, and the messages go back as they were.
    /// </summary>
    private async Task<List<SuppressionFinding>> WithoutSuppressedAsync(
        List<StoredMessage> due, List<MessageCompletion> completions, CancellationToken cancellationToken)
    {
        if (due.Count is 0)
        {
            return [];
        }

        IReadOnlyList<SuppressionFinding> findings;
        try
        {
            findings = await suppressions.AskAsync(due, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the store threw: nothing was handed over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotLookedUp(logger, due.Count, due[0].State.Id, exception);
            completions.AddRange(due.Select(message => Settlement.Released(message.State with { NextAttemptAt = time.GetUtcNow() + ListAway })));
            return [];
        }

        completions.AddRange(findings.Where(finding => finding.Suppression is not null)
            .Select(finding => Settlement.Suppressed(finding.Message.State, finding.Suppression!, time.GetUtcNow())));
        return [.. findings.Where(finding => finding.Suppression is null)];
    }

    private async Task<MessageCompletion?> NotToBeSentAsync(StoredMessage message, SettlementRules rules, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return message.State.ExpiresAt <= now ? Settlement.Expired(message.State, now)
            : windows.OpensAt(message, now) is { } opens ? Settlement.Postponed(message.State, opens, now)
            : await conditions.AskAsync(message, rules, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where no provider of the channel reports, there is no report to wait for.</summary>
    private async Task<SettlementRules> RulesAsync(MessageChannel channel, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        var providers = await catalogue.GetChannelAsync(channel, cancellationToken).ConfigureAwait(false);
        var reports = providers.Active.Any(provider => provider.Type?.Reports(provider.Record) is true);
        return new SettlementRules(settings.Retry, settings.Uncertain, reports ? settings.Uncertain.Wait : settings.Retry.FirstDelay);
    }

    [LoggerMessage(1802, LogLevel.Error, "The suppression list could not be read for {Count} messages, {MessageId} first; they are offered again in a while.")]
    private static partial void LogNotLookedUp(ILogger logger, int count, Guid messageId, Exception exception);
}
