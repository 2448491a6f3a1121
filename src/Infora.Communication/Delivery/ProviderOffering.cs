using Infora.Communication.Messages;
using Infora.Communication.Outbox;
using Infora.Communication.Providers;
using Infora.Communication.Sms.Budgets;
using Infora.Communication.Suppressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Infora.Communication.Delivery;

/// <summary>Offers messages to one provider: its turn, its admission, its answer.</summary>
internal sealed partial class ProviderOffering(
    ProviderCall call,
    Admissions admissions,
    ProviderTurns turns,
    ProviderClosing closing,
    DeliveryAlerts alerts,
    MonthlyBudgets budgets,
    RefusedRecipients refused,
    IOptionsMonitor<CommunicationOptions> options,
    TimeProvider time,
    ILogger<ProviderOffering> logger)
{
    /// <summary>What messages of low priority leave of a limit to others, where no other provider could take those.</summary>
    public const double LeftToOthers = 0.1;

    /// <summary>How far ahead messages of low and normal priority reserve places in a rate: urgent ones wait behind no more.</summary>
    private static readonly TimeSpan FurthestTurn = TimeSpan.FromSeconds(1);

    /// <summary>After this long a message is offered again whose admission the store could not take.</summary>
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(5);

    /// <summary>What was claimed for one request may have to go one by one.</summary>
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 64 };

    public Task OfferAsync(
        IHandover handover,
        ConfiguredProvider provider,
        List<MessageOffer> offers,
        bool isLastResort,
        bool isProbe,
        CancellationToken waiting,
        CancellationToken sending)
    {
        var batches = MessageBatches.Divide(offers, handover.MaxBatchSize(provider), Key, offer => handover.RecipientKey(offer.Rendered!.Content));
        return batches is [var only]
            ? AskAsync(new Asking(handover, provider, only, isLastResort, isProbe), waiting, sending)
            : Parallel.ForEachAsync(batches, AtOnce, async (batch, _) =>
                await AskAsync(new Asking(handover, provider, batch, isLastResort, isProbe), waiting, sending).ConfigureAwait(false));

        object? Key(MessageOffer offer) =>
            call.IsKeptBack(provider, offer.Rendered!.Content) ? null : handover.BatchKey(offer.Rendered.Content);
    }

    private async Task AskAsync(Asking asking, CancellationToken waiting, CancellationToken sending)
    {
        if (!await WaitForTurnAsync(asking, waiting).ConfigureAwait(false))
        {
            return;
        }

        // Read before the admission: over midnight a place is rather lost than given back to a day that it was not taken of.
        var place = new ReturnedPlace(asking.Provider.Id, admissions.Today);
        var admitted = await AdmitAsync(asking).ConfigureAwait(false);
        if (admitted.Count > 0)
        {
            await HandOverAsync(asking with { Offers = admitted }, place, sending).ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitForTurnAsync(Asking asking, CancellationToken cancellationToken)
    {
        var isUrgent = asking.Offers.Any(offer => offer.State.Priority is MessagePriority.High || offer.State.NextAttemptAt is null);
        var longest = isUrgent ? options.CurrentValue.ProviderTimeout : FurthestTurn;
        try
        {
            var wait = await turns.TakeAsync(asking.Provider, asking.Offers.Count, longest).ConfigureAwait(false) ?? TimeSpan.Zero;
            if (wait > longest)
            {
                asking.Skip(new SendError(ErrorCode.RateLimited, "Its messages_per_second are used up for now.", Permanent: false), wait);
                return false;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            asking.Each(offer => offer.Release());
            return false;
        }
#pragma warning disable CA1031 // Whatever the store threw: a turn is lost at most, and nothing was handed over.
        catch (Exception exception) when (asking.IsQueued)
#pragma warning restore CA1031
        {
            LogNotAdmitted(logger, asking.Offers.Count, asking.Provider.Id, exception);
            asking.Each(offer => offer.Release(StoreAway));
            return false;
        }
    }

    private async Task<IReadOnlyList<MessageOffer>> AdmitAsync(Asking asking)
    {
        var provider = asking.Provider;
        var candidates = asking.Offers.Select(offer => new AdmissionCandidate(offer.State.Id, offer.State.Claim)
        {
            CorrelationKey = offer.State.CorrelationKey,
            QueuedAt = offer.State.QueuedAt,
            HandedTo = offer.State.HandedTo,
            LeavesShare = asking.IsLastResort && offer.State.Priority is MessagePriority.Low ? LeftToOthers : 0,
        });
        Admission admission;
        try
        {
            admission = await admissions.AdmitAsync(provider, [.. candidates]).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the store threw, and whatever it has stored all the same: nothing was handed over.
        catch (Exception exception) when (asking.IsQueued)
#pragma warning restore CA1031
        {
            LogNotAdmitted(logger, asking.Offers.Count, provider.Id, exception);
            asking.Each(offer => offer.Release(StoreAway));
            return [];
        }

        alerts.OnAdmission(provider, admission);
        var admitted = new List<MessageOffer>(asking.Offers.Count);
        foreach (var offer in asking.Offers)
        {
            if (admission.Granted.Contains(offer.State.Id))
            {
                admitted.Add(offer);
            }
            else if (admission.Lost.Contains(offer.State.Id))
            {
                offer.Lose();
            }
            else if (admission.HeldBack.Contains(offer.State.Id))
            {
                offer.Release();
            }
            else
            {
                Refuse(offer, provider, admission);
            }
        }

        return admitted;
    }

    private void Refuse(MessageOffer offer, ConfiguredProvider provider, Admission admission)
    {
        var wait = admissions.WaitOf(admission);
        switch (admission.Refusal)
        {
            case AdmissionRefusal.Paused:
                offer.Release();
                break;
            case AdmissionRefusal.ProviderChanged:
                offer.Outdate();
                offer.Skip(provider, new SendError(ErrorCode.Unavailable, "Its configuration was changed just now.", Permanent: false), TimeSpan.FromSeconds(1));
                break;
            case AdmissionRefusal.ProviderClosed:
                provider.Gate.LeaveAlone(admission.ClosedUntil!.Value, admission.ClosedBy);
                offer.Skip(provider, provider.Gate.Refusal?.Error ?? admission.ClosedBy!, wait);
                break;
            default:
                var period = admission.Refusal is AdmissionRefusal.DailyLimit ? "day" : "month";
                var limit = admission.Refusal is AdmissionRefusal.DailyLimit ? provider.Options?.DailyLimit : provider.Options?.MonthlyLimit;
                offer.Skip(provider, new SendError(ErrorCode.LimitExceeded, $"Its limit of {limit} messages a {period} is used up.", Permanent: false), wait);
                break;
        }
    }

    private async Task HandOverAsync(Asking asking, ReturnedPlace place, CancellationToken sending)
    {
        var (provider, offers) = (asking.Provider, asking.Offers);
        var (startedAt, started, detail) = (time.GetUtcNow(), time.GetTimestamp(), default(string));
        var (results, refusal) = await provider.Gate.PassAsync(InvokeAsync, asking.IsProbe).ConfigureAwait(false);
        var duration = time.GetElapsedTime(started);
        for (var i = 0; i < offers.Count; i++)
        {
            if (refusal is not null)
            {
                offers[i].GiveBack(place);
                offers[i].Skip(provider, refusal.Error!, refusal.RetryAfter);
                continue;
            }

            var attempt = offers[i].Note(provider, results[i], detail, startedAt, duration);
            LogAttempt(logger, offers[i].State.Id, provider.Id, attempt.Outcome, attempt.Error?.Code, duration.TotalMilliseconds);
            if (results[i].Status is SendStatus.Rejected or SendStatus.Unavailable)
            {
                offers[i].GiveBack(place);
            }
        }

        if (refusal is null)
        {
            alerts.OnResults(provider, results);
            budgets.Note(provider, results);
            await closing.CloseAsync(provider, results).ConfigureAwait(false);
            await refused.NoteAsync(offers, results, CancellationToken.None).ConfigureAwait(false);
        }

        async Task<IReadOnlyList<ProviderResult>> InvokeAsync()
        {
            (startedAt, started) = (time.GetUtcNow(), time.GetTimestamp());
            (var answers, detail) = await call.InvokeAsync(asking.Handover, provider, [.. offers.Select(offer => offer.Rendered!)], sending)
                .ConfigureAwait(false);
            return answers;
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Message {MessageId} offered to provider {ProviderId}: {Outcome}, {ErrorCode}, {Milliseconds} ms.")]
    private static partial void LogAttempt(
        ILogger logger, Guid messageId, int providerId, SendStatus outcome, ErrorCode? errorCode, double milliseconds);

    [LoggerMessage(1005, LogLevel.Error, "{Count} messages for provider {ProviderId} were not handed over, since the store failed to note it; they are offered again in a while.")]
    private static partial void LogNotAdmitted(ILogger logger, int count, int providerId, Exception exception);

    /// <summary>Messages that go in one request.</summary>
    private sealed record Asking(
        IHandover Handover, ConfiguredProvider Provider, IReadOnlyList<MessageOffer> Offers, bool IsLastResort, bool IsProbe)
    {
        /// <summary>Whether they are sent in the background; a caller who waits for the outcome is told what the store threw.</summary>
        public bool IsQueued => Offers.All(offer => offer.State.NextAttemptAt is not null);

        public void Skip(SendError why, TimeSpan? retryAfter) => Each(offer => offer.Skip(Provider, why, retryAfter));

        public void Each(Action<MessageOffer> act)
        {
            foreach (var offer in Offers)
            {
                act(offer);
            }
        }
    }
}
